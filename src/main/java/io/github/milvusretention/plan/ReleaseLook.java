package io.github.milvusretention.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.plan.list.Inventory;
import io.github.milvusretention.plan.list.ListedCollection;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the partitions that earlier runs released: whether they still exist and are still
 * released. What the repository remembers of them is not enough; a server that was restarted may
 * have loaded them.
 *
 * @param stopCheck called before each question; throws if the run is to stop
 */
record ReleaseLook(Milvus milvus, Runnable stopCheck) {
  private static final int MAX_FAILED = 3;

  /**
   * What was seen.
   *
   * @param kept those that are loaded again, or of which that could not be learned
   * @param released the others
   * @param loaded those that are loaded again, and of which that was not known
   * @param gone those that no longer exist
   */
  record Seen(
      Map<Address, Objection> kept,
      Map<Address, Released> released,
      List<Released> loaded,
      List<Released> gone) {
    /**
     * What is to be done with those that are released.
     *
     * @param now at which a grace must be over
     */
    Map<Address, Plan.Released> planned(Policy policy, Instant now) {
      return released.values().stream()
          .collect(
              toMap(
                  Released::address,
                  each -> new Plan.Released(each.since(), policy.action(each.since(), now))));
    }

    ReleasesSeen toNote(String server) {
      return new ReleasesSeen(server, loaded, gone);
    }
  }

  /** The load state of one partition; null with the reason if it could not be read. */
  private record State(Released of, @Nullable LoadState state, String problem) {}

  /**
   * @param known what the repository knows to be released on the policy's server
   */
  Seen look(List<Released> known, Inventory inventory) {
    List<Released> gone = new ArrayList<>();
    List<Released> there = new ArrayList<>();
    Map<CollectionName, List<Released>> places =
        known.stream().collect(groupingBy(ReleaseLook::place));
    for (ListedCollection collection : inventory.collections()) {
      List<Released> some =
          places.get(new CollectionName(collection.database(), collection.collection()));
      if (some != null) {
        Listing listing = collection.listing();
        Set<String> names = Set.copyOf(listing.partitions());
        some.forEach(each -> (isIn(listing, names, each) ? there : gone).add(each));
      }
    }
    inventory.gone().stream()
        .map(place -> places.getOrDefault(CollectionName.of(place), List.of()))
        .forEach(gone::addAll);
    return judge(there, gone);
  }

  private static CollectionName place(Released released) {
    return new CollectionName(released.address().database(), released.address().collection());
  }

  private static boolean isIn(Listing listing, Set<String> names, Released released) {
    return listing.id().equals(released.collectionId())
        && names.contains(released.address().partition());
  }

  private Seen judge(List<Released> there, List<Released> gone) {
    Map<Address, Objection> kept = new HashMap<>();
    Map<Address, Released> released = new HashMap<>();
    List<Released> loaded = new ArrayList<>();
    for (State seen : states(there)) {
      Released each = seen.of();
      if (seen.state() == null || seen.state() == LoadState.UNKNOWN) {
        kept.put(each.address(), unknown(each, seen.problem()));
      } else if (seen.state().loaded()) {
        kept.put(each.address(), inUse(each));
        if (each.loadedAgain() == null) {
          loaded.add(each);
        }
      } else if (each.loadedAgain() == null) {
        released.put(each.address(), each);
      }
      // Loaded and unloaded since: a run has to release it again, and it waits from then.
    }
    return new Seen(kept, released, loaded, gone);
  }

  private List<State> states(List<Released> there) {
    AtomicInteger failures = new AtomicInteger();
    return Parallel.ask(
        there, milvus.cluster().readConcurrency(), released -> state(released, failures));
  }

  private State state(Released released, AtomicInteger failures) {
    stopCheck.run();
    if (failures.get() >= MAX_FAILED) {
      return new State(released, null, "other load states could not be read, and it was not asked");
    }
    Address address = released.address();
    try {
      LoadState state =
          milvus.loadState(address.database(), address.collection(), address.partition());
      return new State(released, state, "the server does not tell its load state");
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      failures.incrementAndGet();
      return new State(released, null, e.getMessage());
    }
  }

  private static Objection inUse(Released released) {
    return new Objection(
        Verdict.IN_USE,
        "released " + seconds(released) + ", and loaded again since: somebody uses it");
  }

  private static Instant seconds(Released released) {
    return released.since().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Objection unknown(Released released, String why) {
    return new Objection(
        Verdict.KEPT,
        "released " + seconds(released) + ", and whether it is loaded again is unknown: " + why);
  }

  /** Those objections that concern EXPIRED partitions to which nobody has objected. */
  static Map<Address, Objection> among(List<Decision> expired, Map<Address, Objection> objections) {
    return expired.stream()
        .map(Decision::address)
        .filter(objections::containsKey)
        .collect(toMap(address -> address, objections::get));
  }
}

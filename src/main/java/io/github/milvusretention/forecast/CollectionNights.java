package io.github.milvusretention.forecast;

import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Judges one collection at each coming firing, by the same code as the runs do: adds what is
 * created until then, and takes away what is dropped before the next. What is released waits for
 * the end of its grace.
 */
final class CollectionNights {
  /** A release is confirmed after its run was fired, and its grace begins then. */
  static final Duration RELEASING = Duration.ofSeconds(1);

  private final Policy policy;
  private final List<Judge> judges;
  private final Map<Address, Kept> kept;
  private final Map<Address, Instant> released;
  private final boolean cyclic;

  /**
   * @param judges one for each firing, in their order
   * @param kept partitions that stay whatever their age
   * @param released since when partitions are released that wait for the end of a grace
   */
  CollectionNights(
      Policy policy, List<Judge> judges, Map<Address, Kept> kept, Map<Address, Instant> released) {
    this.policy = policy;
    this.judges = judges;
    this.kept = kept;
    this.released = released;
    this.cyclic = policy.names().partitions().stream().anyMatch(NamePattern::cyclic);
  }

  /**
   * What is due at one firing.
   *
   * @param released those that an earlier run released
   * @param dropped names of those that go
   * @param expected names of those that did not exist when the forecast was made
   */
  record Due(
      CollectionPlan plan,
      Map<Address, Plan.Released> released,
      Set<String> dropped,
      Set<String> expected) {}

  /**
   * What becomes of a collection.
   *
   * @param due by the number of the firing; those at which nothing is due are absent
   * @param created the partitions that were created and were not there
   */
  record Course(SortedMap<Integer, Due> due, List<Expected> created) {
    int go() {
      return due.values().stream().mapToInt(night -> night.dropped().size()).sum();
    }

    int createdAndGo() {
      return (int)
          due.values().stream()
              .flatMap(night -> night.dropped().stream().filter(night.expected()::contains))
              .count();
    }
  }

  /**
   * Until the end of the forecast.
   *
   * @param now the decisions on what is listed there
   * @param toCome what is created, in the order of its creation
   */
  Course of(Listing listing, List<Decision> now, Collection<Expected> toCome) {
    List<Expected> came = new ArrayList<>();
    SortedMap<Integer, Due> nights = new TreeMap<>();
    Map<String, Decision> there = byName(now);
    Map<Address, Instant> waiting = new HashMap<>(released);
    Set<String> expected = new HashSet<>();
    Queue<Expected> created = new ArrayDeque<>(toCome);
    for (int i = 0; i < judges.size(); i++) {
      Judge judge = judges.get(i);
      List<String> arrived = new ArrayList<>();
      while (!created.isEmpty() && !created.element().created().isAfter(judge.at())) {
        Expected next = created.remove();
        if (!there.containsKey(next.name())) {
          expected.add(next.name());
          arrived.add(next.name());
          came.add(next);
        }
      }
      // What is created is read by itself first: only then is it known whether it counts.
      judge(i, listing.withPartitions(arrived), there);
      Listing again = listing.withPartitions(again(judge, there));
      if (again.partitions().isEmpty()) {
        continue;
      }
      judge(i, again, there);
      CollectionPlan plan = CollectionPlan.of(policy, listing, List.copyOf(there.values()));
      Optional<Due> due = act(judge, plan, waiting, expected);
      if (due.isPresent()) {
        nights.put(i, due.get());
        there.keySet().removeAll(due.get().dropped());
        expected.removeAll(due.get().dropped());
      }
    }
    created.stream().filter(last -> !there.containsKey(last.name())).forEach(came::add);
    return new Course(nights, came);
  }

  /**
   * Releases and drops what is EXPIRED. Empty if nothing is, or all of it waits.
   *
   * @param waiting since when which are released; kept up to date
   */
  private Optional<Due> act(
      Judge judge, CollectionPlan plan, Map<Address, Instant> waiting, Set<String> expected) {
    Map<Address, Plan.Released> before = new HashMap<>();
    Set<String> dropped = new HashSet<>();
    Set<String> due = new HashSet<>();
    for (Decision decision : plan.expired()) {
      Address address = decision.address();
      Instant since = waiting.get(address);
      Action action = policy.action(since, judge.at());
      if (since != null) {
        before.put(address, new Plan.Released(since, action));
      }
      switch (action) {
        case RELEASE -> waiting.put(address, judge.at().plus(RELEASING));
        case DROP -> {
          waiting.remove(address);
          dropped.add(address.partition());
        }
        case WAIT -> {
          continue;
        }
      }
      due.add(address.partition());
    }
    if (due.isEmpty()) {
      return Optional.empty();
    }
    due.retainAll(expected);
    return Optional.of(new Due(plan, before, Set.copyOf(dropped), Set.copyOf(due)));
  }

  private void judge(int firing, Listing names, Map<String, Decision> there) {
    if (!names.partitions().isEmpty()) {
      judges.get(firing).decide(names).stream()
          .map(decision -> kept(decision, firing))
          .forEach(decision -> there.put(decision.address().partition(), decision));
    }
  }

  /** A name without a year may stand for another period at each firing. */
  private List<String> again(Judge judge, Map<String, Decision> there) {
    return cyclic
        ? List.copyOf(there.keySet())
        : InPlay.at(judge.moment(), there.values(), policy.keepNewest());
  }

  private static Map<String, Decision> byName(List<Decision> decisions) {
    return decisions.stream()
        .collect(
            toMap(
                decision -> decision.address().partition(),
                Function.identity(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private Decision kept(Decision decision, int firing) {
    Kept by = kept.get(decision.address());
    return by == null || !decision.recognised() || !by.stillAt(firing, judges)
        ? decision
        : new Decision(
            decision.address(),
            decision.collectionId(),
            by.decision().verdict(),
            by.decision().reason(),
            decision.period(),
            decision.expires(),
            decision.series());
  }
}

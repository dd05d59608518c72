package io.github.milvusretention.forecast;

import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.forecast.CollectionNights.Course;
import io.github.milvusretention.forecast.CollectionNights.Due;
import io.github.milvusretention.guard.Guards;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the coming runs of a policy will drop, and what stays.
 *
 * @param nights the firings at which something is due, in their order
 * @param collections in the order of the listings
 */
public record Forecast(
    Policy policy, Horizon horizon, List<Night> nights, List<CollectionForecast> collections) {
  public Forecast {
    nights = List.copyOf(nights);
    collections = List.copyOf(collections);
  }

  /**
   * One collection as it was listed.
   *
   * @param decisions of the rules on all of its partitions, at the time of the forecast
   * @param kept those that something beside the rules keeps
   * @param released since when those are released that wait for the end of a grace
   */
  public record Listed(
      Listing listing, List<Decision> decisions, List<Kept> kept, Map<Address, Instant> released) {
    /**
     * @param planned what a plan says of that collection, which knows more than the rules
     * @param since when an earlier run released a partition of the plan; null if none did
     * @param until when the holds of a partition expire; null if they do not
     * @param byRules decides by rules alone
     */
    public static Listed of(
        Listing listing,
        List<Decision> planned,
        Function<Decision, @Nullable Instant> since,
        Function<Decision, @Nullable Instant> until,
        Function<Listing, List<Decision>> byRules) {
      Map<Address, Instant> released = new HashMap<>();
      for (Decision decision : planned) {
        Instant at = since.apply(decision);
        if (at != null) {
          released.put(decision.address(), at);
        }
      }
      return new Listed(
          listing,
          byRules.apply(listing),
          planned.stream()
              .filter(Forecast::isKeptBesideTheRules)
              .map(decision -> new Kept(decision, until.apply(decision)))
              .toList(),
          released);
    }
  }

  /**
   * Looks at one collection after the other.
   *
   * @param all every policy of the rules, including {@code policy}
   * @param listed each collection that the policy selects; read once
   * @param most how many partitions the server allows in a collection
   */
  public static Forecast of(
      Policy policy, Collection<Policy> all, Horizon horizon, Iterable<Listed> listed, int most) {
    return of(policy, all, horizon, listed, most, Onlooker.NOBODY);
  }

  /**
   * The same.
   *
   * @param onlooker is shown each of them
   */
  public static Forecast of(
      Policy policy,
      Collection<Policy> all,
      Horizon horizon,
      Iterable<Listed> listed,
      int most,
      Onlooker onlooker) {
    List<Judge> judges =
        horizon.firings().until(horizon.until()).stream()
            .map(firing -> Judge.at(firing, policy, all))
            .toList();
    Limit limit = new Limit(most, policy, horizon.firings());
    SortedMap<Integer, List<Due>> nights = new TreeMap<>();
    List<CollectionForecast> collections = new ArrayList<>();
    for (Listed one : listed) {
      List<Creation> creations = Creation.in(one.decisions(), policy, horizon.from());
      List<Expected> expected = within(horizon, creations);
      Map<Address, Kept> kept =
          one.kept().stream()
              .collect(toMap(each -> each.decision().address(), Function.identity()));
      Course course =
          new CollectionNights(policy, judges, kept, one.released())
              .of(one.listing(), one.decisions(), expected);
      onlooker.see(one, course.created());
      course.due().forEach((i, d) -> nights.computeIfAbsent(i, n -> new ArrayList<>()).add(d));
      collections.add(
          new CollectionForecast(
              one.listing().database(),
              one.listing().collection(),
              one.decisions().size(),
              course.go() - course.createdAndGo(),
              course.created().size(),
              course.createdAndGo(),
              kept.size(),
              limit
                  .reached(one.decisions(), one.released(), creations, horizon.from())
                  .orElse(null)));
    }
    return new Forecast(policy, horizon, nights(policy, judges, nights), collections);
  }

  private static List<Night> nights(
      Policy policy, List<Judge> judges, SortedMap<Integer, List<Due>> nights) {
    List<Night> told = new ArrayList<>();
    nights.forEach(
        (i, due) -> {
          Judge judge = judges.get(i);
          List<CollectionPlan> collections = due.stream().map(Due::plan).toList();
          Map<Address, Plan.Released> released = new HashMap<>();
          due.forEach(one -> released.putAll(one.released()));
          Plan plan = new Plan(policy, judge.asOf(), collections, released);
          told.add(new Night(judge.at(), judge.asOf(), goes(plan, due), Guards.ask(plan)));
        });
    return told;
  }

  private static List<Night.Goes> goes(Plan plan, List<Due> due) {
    Set<Address> expected = new HashSet<>();
    for (Due one : due) {
      one.plan().expired().stream()
          .map(Decision::address)
          .filter(address -> one.expected().contains(address.partition()))
          .forEach(expected::add);
    }
    return plan.due(false).stream()
        .map(
            decision ->
                new Night.Goes(
                    decision,
                    plan.actionOnceAccepted(decision),
                    expected.contains(decision.address())))
        .toList();
  }

  private static List<Expected> within(Horizon horizon, List<Creation> creations) {
    return creations.stream()
        .flatMap(
            creation ->
                creation
                    .expected()
                    .takeWhile(expected -> !expected.created().isAfter(horizon.until())))
        .sorted(Comparator.comparing(Expected::created))
        .toList();
  }

  private static boolean isKeptBesideTheRules(Decision decision) {
    return decision.recognised()
        && decision.verdict() != Verdict.EXPIRED
        && decision.verdict() != Verdict.KEPT;
  }

  /** The first firing that acts, also where nothing is due at it; empty if there is none. */
  public Optional<Instant> next() {
    return horizon.firings().from(horizon.from());
  }

  /** When each partition that exists is dropped; those that stay are absent. */
  public Map<Address, Instant> byPartition() {
    Map<Address, Instant> first = new HashMap<>();
    for (Night night : nights) {
      for (Night.Goes goes : night.goes()) {
        if (!goes.expected() && goes.action() == Action.DROP) {
          first.putIfAbsent(goes.decision().address(), night.at());
        }
      }
    }
    return first;
  }
}

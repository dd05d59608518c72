package io.github.milvusretention.plan;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.guard.Acting;
import io.github.milvusretention.guard.ClockGuard;
import io.github.milvusretention.guard.Guards;
import io.github.milvusretention.guard.RuleSet;
import io.github.milvusretention.ledger.ActedRules;
import io.github.milvusretention.ledger.Plans;
import io.github.milvusretention.ledger.Sightings;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Spacing;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.StopSignal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;

/** Makes a plan. The dry run and the real run both call this and nothing else. */
public class Planner {
  private final Rules rules;
  private final Clusters clusters;
  private final Sightings sightings;
  private final OtherClocks otherClocks;
  private final ActedRules actedRules;
  private final Plans plans;
  private final Clock clock;
  private final StopSignal stop;
  private final ApplicationEventPublisher events;

  Planner(
      Rules rules,
      Clusters clusters,
      Sightings sightings,
      OtherClocks otherClocks,
      ActedRules actedRules,
      Plans plans,
      Clock clock,
      StopSignal stop,
      ApplicationEventPublisher events) {
    this.otherClocks = otherClocks;
    this.actedRules = actedRules;
    this.plans = plans;
    this.stop = stop;
    this.events = events;
    this.rules = rules;
    this.clusters = clusters;
    this.sightings = sightings;
    this.clock = clock;
  }

  /**
   * For a dry run. Throws {@link RunFailure} if the cluster cannot be asked.
   *
   * @param names keeps the listed names, and stays open while the plan is used
   * @param countRows whether to ask how many rows the expired partitions have
   * @param watched whether a person asks for it at a terminal
   */
  public ReviewedPlan plan(
      Policy policy, AsOf asOf, NameStore names, boolean countRows, boolean watched) {
    return plan(policy, asOf, names, countRows, watched, stop::check);
  }

  /**
   * The same for a run.
   *
   * @param stopCheck called before each collection and each count; throws if the run is to stop
   */
  public ReviewedPlan plan(
      Policy policy,
      AsOf asOf,
      NameStore names,
      boolean countRows,
      boolean watched,
      Runnable stopCheck) {
    try {
      return ask(policy, asOf, names, countRows, watched, stopCheck);
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private ReviewedPlan ask(
      Policy policy,
      AsOf asOf,
      NameStore names,
      boolean countRows,
      boolean watched,
      Runnable stopCheck) {
    Milvus milvus = clusters.of(policy);
    Inventory inventory = inventory(policy, asOf, names, stopCheck);
    Function<Listing, List<Decision>> verdicts =
        Verdicts.by(policy, rules.policies().values(), asOf, clock.instant());
    Plan plan =
        new Plan(
            policy,
            asOf,
            inventory.collections().stream()
                .map(ListedCollection::listing)
                .map(listing -> CollectionPlan.of(policy, listing, verdicts.apply(listing)))
                .toList());
    Map<Decision, Long> rows =
        countRows ? new RowCounts(milvus, stopCheck).of(plan.expired()) : Map.of();
    ClockComparison clocks = otherClocks.compare(milvus);
    Acting acting = acting(plan, inventory, watched);
    return new ReviewedPlan(
        plan,
        all(
            Guards.ask(plan),
            ClockGuard.ask(clocks.readings(), rules.clockTolerance()),
            acting.refusals()),
        rows,
        all(inventory.notes(), Spacing.notes(plan.collections()), clocks.notes(), acting.notes()),
        inventory,
        acting,
        PlanFigures.of(plan, rows, plans.lastDrop(policy.name()).orElse(null), clock.instant()),
        verdicts);
  }

  private Acting acting(Plan plan, Inventory inventory, boolean watched) {
    Policy policy = plan.policy();
    String server = Cluster.server(rules.clusterOf(policy).uri());
    Map<Place, ListedCollection> listed =
        inventory.collections().stream().collect(toMap(ListedCollection::place, identity()));
    Map<Place, String> seen = new HashMap<>();
    listed.forEach((place, collection) -> seen.put(place, collection.collection()));
    return Acting.of(
        plan,
        RuleSet.of(policy, rules.policies().values()),
        actedRules.of(policy.name(), server),
        seen,
        place -> Objects.requireNonNull(listed.get(place)).listing(),
        watched,
        clock.instant());
  }

  @SafeVarargs
  private static <T> List<T> all(List<T>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }

  /**
   * What the policy has to decide on. Throws {@link MilvusException} or {@link RunFailure}.
   *
   * @param names keeps the listed names, and stays open while the inventory is used
   */
  public Inventory inventory(Policy policy, AsOf asOf, NameStore names) {
    return inventory(policy, asOf, names, stop::check);
  }

  private Inventory inventory(Policy policy, AsOf asOf, NameStore names, Runnable stopCheck) {
    ProbeOrder probeOrder =
        new ProbeOrder(policy, rules.policies().values(), asOf, clock.instant());
    return new InventoryReader(
            clusters.of(policy),
            policy,
            sightings.of(policy.name(), policy.scope().cluster()),
            names,
            probeOrder,
            new UnansweredTime(System::nanoTime),
            stopCheck,
            events::publishEvent)
        .list();
  }
}

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
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.seen.ActedRules;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.plan.Objections.Candidates;
import io.github.milvusretention.plan.list.Inventory;
import io.github.milvusretention.plan.list.InventoryReader;
import io.github.milvusretention.plan.list.ListedCollection;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.plan.list.ProbeOrder;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Spacing;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.policy.hold.HeldVerdicts;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.StopSignal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/** Makes a plan. The dry run and the real run both call this and nothing else. */
public class Planner {
  private final Rules rules;
  private final Clusters clusters;
  private final Sightings sightings;
  private final OtherClocks otherClocks;
  private final AllObjections objections;
  private final Releases releases;
  private final Holds holds;
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
      ObjectProvider<Objections> objections,
      Releases releases,
      Holds holds,
      ActedRules actedRules,
      Plans plans,
      Clock clock,
      StopSignal stop,
      ApplicationEventPublisher events) {
    this.otherClocks = otherClocks;
    this.objections = new AllObjections(objections.orderedStream().toList());
    this.releases = releases;
    this.holds = holds;
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
   * What to plan.
   *
   * @param run null for a dry run
   * @param countRows whether to ask how many rows the expired partitions have
   * @param watched whether a person asks for it at a terminal
   * @param stopCheck called before each collection and each count; throws if the run is to stop
   */
  private record Wanted(
      Policy policy,
      AsOf asOf,
      @Nullable RunKey run,
      boolean countRows,
      boolean watched,
      Runnable stopCheck) {}

  /**
   * For a dry run. Throws {@link RunFailure} if the cluster cannot be asked.
   *
   * @param names keeps the listed names, and stays open while the plan is used
   * @param countRows whether to ask how many rows the expired partitions have
   * @param watched whether a person asks for it at a terminal
   */
  public ReviewedPlan plan(
      Policy policy, AsOf asOf, NameStore names, boolean countRows, boolean watched) {
    return plan(new Wanted(policy, asOf, null, countRows, watched, stop::check), names);
  }

  /**
   * The same for a run.
   *
   * @param stopCheck called before each collection and each count; throws if the run is to stop
   */
  public ReviewedPlan plan(
      Policy policy,
      RunKey run,
      NameStore names,
      boolean countRows,
      boolean watched,
      Runnable stopCheck) {
    return plan(new Wanted(policy, run.asOf(), run, countRows, watched, stopCheck), names);
  }

  /**
   * Why to keep rows of a frozen plan whose run is continued: what is asked beside the rules is
   * asked again. Throws {@link RunFailure} if the cluster cannot be asked.
   *
   * @param open of the policy's cluster, and no drop was sent for them
   * @param contentCheck by which they agreed with their names when planned; null if none was asked
   * @param note takes sentences for people
   * @param stopCheck called before each question; throws if the run is to stop
   */
  public Map<Address, Objection> objections(
      Policy policy,
      AsOf asOf,
      List<LedgerRow> open,
      @Nullable String contentCheck,
      Consumer<String> note,
      Runnable stopCheck) {
    Milvus milvus = clusters.of(policy);
    OpenRows rows = new OpenRows(open, policy.zone(), contentCheck);
    RowCounts counts = new RowCounts(milvus, Patience.of(policy), stopCheck);
    try {
      return objections.to(
          rows.expired(),
          expired ->
              new Candidates(
                  policy, asOf, expired, rows.released(), milvus, counts, note, stopCheck));
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private ReviewedPlan plan(Wanted wanted, NameStore names) {
    try {
      Held held = new Held(wanted.policy.name(), holds.of(wanted.policy, wanted.run));
      return ask(wanted, held, names);
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private ReviewedPlan ask(Wanted wanted, Held held, NameStore names) {
    Policy policy = wanted.policy;
    AsOf asOf = wanted.asOf;
    Runnable stopCheck = wanted.stopCheck;
    Milvus milvus = clusters.of(policy);
    Inventory inventory = inventory(policy, asOf, names, stopCheck);
    Function<Listing, List<Decision>> verdicts =
        Verdicts.by(policy, rules.policies().values(), asOf, clock.instant())
            .andThen(decisions -> HeldVerdicts.apply(held.met(), decisions));
    List<CollectionPlan> byRules =
        inventory.collections().stream()
            .map(ListedCollection::listing)
            .map(listing -> CollectionPlan.of(policy, listing, held.count(verdicts.apply(listing))))
            .toList();
    String server = Cluster.server(milvus.cluster().uri());
    ReleaseLook.Seen released =
        new ReleaseLook(milvus, stopCheck)
            .look(releases.on(server, policy.scope().cluster()), inventory);
    RowCounts counts = new RowCounts(milvus, Patience.of(policy), stopCheck);
    List<String> notes = new ArrayList<>();
    Map<Address, Objection> kept =
        objections.to(
            expired(byRules),
            expired ->
                new Candidates(
                    policy,
                    asOf,
                    expired,
                    released.released(),
                    milvus,
                    counts,
                    notes::add,
                    stopCheck));
    // After the holds: what is held was perhaps loaded again by who holds it.
    ReleaseLook.among(AllObjections.left(expired(byRules), kept), released.kept())
        .forEach((address, objection) -> kept.merge(address, objection, Objection::and));
    Plan plan =
        new Plan(
            policy,
            asOf,
            byRules.stream().map(collection -> collection.with(kept)).toList(),
            released.planned(policy, moment(policy, asOf)));
    Map<Decision, Long> rows = wanted.countRows ? counts.rows(plan.due(true)) : Map.of();
    ClockComparison clocks = otherClocks.compare(milvus);
    Acting acting = acting(plan, inventory, wanted.watched);
    return new ReviewedPlan(
        plan,
        all(
            Guards.ask(plan),
            ClockGuard.ask(clocks.readings(), rules.clockTolerance()),
            acting.refusals()),
        rows,
        all(
            inventory.notes(),
            Spacing.notes(plan.collections()),
            held.notes(),
            clocks.notes(),
            acting.notes(),
            notes),
        held,
        inventory,
        released.toNote(server),
        counts,
        acting,
        PlanFigures.of(plan, rows, plans.lastDrop(policy.name()).orElse(null), clock.instant()),
        verdicts.andThen(decisions -> Verdicts.with(kept, decisions)));
  }

  /** The present, or the as-of of a plan for the future: by when a grace must be over. */
  private Instant moment(Policy policy, AsOf asOf) {
    Instant now = clock.instant();
    Instant decided = asOf.at(policy.zone()).toInstant();
    return decided.isAfter(now) ? decided : now;
  }

  private static List<Decision> expired(List<CollectionPlan> byRules) {
    return byRules.stream().flatMap(collection -> collection.expired().stream()).toList();
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

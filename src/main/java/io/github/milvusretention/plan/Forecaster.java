package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.forecast.Firings;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Forecast.Listed;
import io.github.milvusretention.forecast.Horizon;
import io.github.milvusretention.forecast.Onlooker;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.ServerVersion;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.plan.list.ListedCollection;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.values.Cron;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a forecast of what is there now. Takes no lease and changes nothing. */
public class Forecaster {
  /** How many days it looks ahead at most. */
  public static final int LONGEST = 3660;

  private final Planner planner;
  private final DoneAsOfs done;
  private final Clusters clusters;
  private final Rules rules;
  private final Clock clock;

  Forecaster(Planner planner, DoneAsOfs done, Clusters clusters, Rules rules, Clock clock) {
    this.planner = planner;
    this.done = done;
    this.clusters = clusters;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * A policy's forecast, and that of the same policy under other rules.
   *
   * @param most how many partitions the server allows in a collection
   * @param done the present as-of if its run is completed, so that firings for it do nothing; else
   *     null
   * @param edited null unless it was asked for
   */
  public record Told(
      Forecast forecast,
      int most,
      @Nullable AsOf done,
      @Nullable Forecast edited,
      List<String> notes,
      List<String> unreadable) {}

  /**
   * Throws {@link RunFailure} if the cluster cannot be asked.
   *
   * @param days by the calendar of the policy's zone
   * @param edited rules to compare with, in which the policy is too; null for none
   * @param names keeps the listed names while the forecast is made
   */
  public Told forecast(Policy policy, int days, @Nullable Rules edited, NameStore names) {
    return forecast(policy, days, edited, names, Onlooker.NOBODY, Onlooker.NOBODY);
  }

  /**
   * The same.
   *
   * @param onlooker is shown all partitions, as the rules are
   * @param ofEdited is shown all partitions under the edited ones, if there are any
   */
  public Told forecast(
      Policy policy,
      int days,
      @Nullable Rules edited,
      NameStore names,
      Onlooker onlooker,
      Onlooker ofEdited) {
    Instant now = clock.instant();
    ReviewedPlan planned = look(policy, now, names);
    List<String> notes = new ArrayList<>();
    planned
        .refusals()
        .forEach(refusal -> notes.add("a run now would be refused: " + refusal.message()));
    notes.addAll(planned.notes());
    int most = most(policy, notes);
    Forecast forecast =
        of(policy, rules, planned, most, horizon(policy, days, now), all -> true, onlooker);
    List<String> unreadable = new ArrayList<>(planned.unreadable());
    Forecast other = null;
    if (edited != null) {
      Policy changed = edited.policy(policy.name());
      boolean elsewhere = !changed.scope().equals(policy.scope());
      ReviewedPlan there = elsewhere ? look(changed, now, names) : planned;
      there.unreadable().stream()
          .filter(sentence -> !unreadable.contains(sentence))
          .forEach(unreadable::add);
      other = of(changed, edited, there, most, horizon(changed, days, now), all -> true, ofEdited);
    }
    return new Told(forecast, most, doneNow(policy, now), other, notes, unreadable);
  }

  /**
   * When the partitions of some collections go.
   *
   * @param planned a plan that was just made
   * @param places where to look
   */
  public Forecast until(Instant end, ReviewedPlan planned, Predicate<Listing> places) {
    Policy policy = planned.plan().policy();
    Instant now = clock.instant();
    Horizon horizon = new Horizon(now, end, firings(policy, now));
    return of(
        policy, rules, planned, ServerVersion.PARTITION_LIMIT, horizon, places, Onlooker.NOBODY);
  }

  private ReviewedPlan look(Policy policy, Instant now, NameStore names) {
    return planner.plan(policy, policy.asOf(now), names, false, true);
  }

  private static Forecast of(
      Policy policy,
      Rules by,
      ReviewedPlan planned,
      int most,
      Horizon horizon,
      Predicate<Listing> places,
      Onlooker onlooker) {
    Collection<Policy> all = by.policies().values();
    Function<Listing, List<Decision>> byRules =
        Verdicts.by(policy, all, policy.asOf(horizon.from()), horizon.from());
    return Forecast.of(
        policy,
        all,
        horizon,
        () ->
            planned.inventory().collections().stream()
                .map(ListedCollection::listing)
                .filter(places)
                .map(
                    there ->
                        Listed.of(
                            there,
                            planned.verdicts().apply(there),
                            planned.plan()::releasedSince,
                            planned.held()::until,
                            byRules))
                .iterator(),
        most,
        onlooker);
  }

  /** Without a schedule a policy is taken to be run by hand as soon as its as-of is another. */
  private Firings firings(Policy policy, Instant now) {
    String schedule = policy.timetable().schedule();
    return Firings.of(
        policy,
        now,
        doneNow(policy, now) != null,
        schedule == null
            ? after -> Optional.of(policy.nextAsOf(after))
            : Cron.firings(schedule, policy.zone()));
  }

  private @Nullable AsOf doneNow(Policy policy, Instant now) {
    AsOf asOf = policy.asOf(now);
    return done.isDone(policy.name(), asOf) ? asOf : null;
  }

  private Horizon horizon(Policy policy, int days, Instant now) {
    return Horizon.ofDays(days, now, policy, firings(policy, now));
  }

  private int most(Policy policy, List<String> notes) {
    try {
      return clusters
          .of(policy)
          .version(
              policy.scope().database().isName() ? policy.scope().database().text() : "default")
          .partitionLimit();
    } catch (MilvusException e) {
      int most = ServerVersion.PARTITION_LIMIT;
      notes.add(
          "the server's version could not be read, so that a limit of "
              + most
              + " partitions is assumed: "
              + e.getMessage());
      return most;
    }
  }
}

package io.github.milvusretention.notify;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.job.history.LastSuccess;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.policy.settings.Timetable;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.rules.values.Cron;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/** What no run tells, so that somebody has to look for it now and then. */
class Reminders {
  private static final Logger log = LoggerFactory.getLogger(Reminders.class);
  private static final Duration HOLD_ENDS_WITHIN = Duration.ofDays(7);

  /** How long a run may take that is due. */
  private static final Duration LATE = Duration.ofHours(1);

  private final Outbox outbox;
  private final ShortTransaction transaction;
  private final PlanNotices days;
  private final HoldStore holds;
  private final LastSuccess lastSuccess;
  private final Forecaster forecaster;
  private final RulesOnDisk file;
  private final Rules rules;
  private final Notifications targets;
  private final Clock clock;

  /** Since when a policy is waited for that has never completed a run. */
  private final Instant start;

  Reminders(
      Outbox outbox,
      ShortTransaction transaction,
      PlanNotices days,
      HoldStore holds,
      LastSuccess lastSuccess,
      Forecaster forecaster,
      RulesOnDisk file,
      Clock clock) {
    this.outbox = outbox;
    this.transaction = transaction;
    this.days = days;
    this.holds = holds;
    this.lastSuccess = lastSuccess;
    this.forecaster = forecaster;
    this.file = file;
    this.rules = file.rules();
    this.targets = rules.notifications();
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Holds that end soon, and what goes within a week, once each. */
  void ahead(Collection<Policy> policies) {
    if (!targets.targets().isEmpty()) {
      holds();
      policies.forEach(this::upcoming);
    }
  }

  /** Policies that are overdue, and edited rules, once a day each. */
  void wrong() {
    if (targets.targets().isEmpty()) {
      return;
    }
    Map<String, Instant> done = lastSuccess.byPolicy();
    rules.policies().values().forEach(policy -> overdue(policy, done.get(policy.name())));
    file.change(clock.instant())
        .ifPresent(
            change ->
                add(
                    new Notice(
                        EventType.RULES_CHANGED,
                        "",
                        "rules-file/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        "the daemon fires nothing until it is restarted: its rules were changed",
                        change,
                        Map.of()),
                    all(EventType.RULES_CHANGED)));
  }

  private List<Target> all(EventType type) {
    return targets.targets().values().stream().filter(target -> target.wants(type)).toList();
  }

  private void overdue(Policy policy, @Nullable Instant done) {
    List<Target> wanting = targets.wanting(policy.name(), EventType.OVERDUE);
    Instant since = done == null ? start : done;
    if (wanting.isEmpty()
        || due(policy, since).filter(due -> due.isBefore(clock.instant())).isEmpty()) {
      return;
    }
    add(
        new Notice(
            EventType.OVERDUE,
            policy.name(),
            "overdue/" + days.today(policy.name()),
            policy.name() + ": overdue; no run has completed since " + since,
            "find the reason with runs --policy " + policy.name() + "; fix it, then rerun",
            Map.of("since", since.toString())),
        wanting);
  }

  /**
   * When a run must have completed at the latest: twice the schedule has fired since, and the run
   * had an hour. Later firings within one as-of do nothing. Empty for a policy that is run by hand.
   *
   * @param since when one completed last
   */
  static Optional<Instant> due(Policy policy, Instant since) {
    Timetable timetable = policy.timetable();
    if (timetable.maxAge() != null) {
      return Optional.of(since.plus(timetable.maxAge()));
    }
    if (timetable.schedule() == null) {
      return Optional.empty();
    }
    Function<Instant, Optional<Instant>> next = Cron.firings(timetable.schedule(), policy.zone());
    Instant asOfs = since.plus(Duration.ofHours(policy.asOf(since).hourly() ? 2 : 48));
    return next.apply(since)
        .flatMap(next)
        .map(second -> second.isBefore(asOfs) ? asOfs : second)
        .map(second -> second.plus(LATE));
  }

  private void holds() {
    Instant now = clock.instant();
    Stream.concat(rules.holds().values().stream(), holds.all(false).stream().map(PlacedHold::hold))
        .filter(hold -> !hold.hasExpired(now) && hold.hasExpired(now.plus(HOLD_ENDS_WITHIN)))
        .forEach(this::tell);
  }

  private void tell(Hold hold) {
    Set<Target> wanting = new LinkedHashSet<>();
    rules.policies().values().stream()
        .filter(policy -> concerns(hold, policy))
        .forEach(policy -> wanting.addAll(targets.wanting(policy.name(), EventType.HOLD_EXPIRES)));
    add(
        new Notice(
            EventType.HOLD_EXPIRES,
            "",
            "hold/" + hold.source() + "/" + hold.name() + "/" + hold.expires(),
            hold + " ends after " + hold.lastDay(),
            "it covers "
                + hold.covers()
                + "; from then on what the rules let expire goes. To keep it, place another hold",
            Map.of(
                "hold", hold.name(),
                "owner", hold.owner(),
                "reason", hold.reason(),
                "lastDay", String.valueOf(hold.lastDay()),
                "covers", hold.covers().toString())),
        wanting);
  }

  /** As far as policy and cluster say it. */
  private static boolean concerns(Hold hold, Policy policy) {
    NameGlob ofPolicy = hold.covers().policy();
    NameGlob ofCluster = hold.covers().cluster();
    return (ofPolicy == null || ofPolicy.matches(policy.name()))
        && (ofCluster == null || ofCluster.matches(policy.scope().cluster()));
  }

  private void upcoming(Policy policy) {
    String once = Upcoming.once(policy, clock.instant());
    List<Target> untold =
        targets.wanting(policy.name(), EventType.UPCOMING).stream()
            .filter(target -> !outbox.told(target, once))
            .toList();
    if (untold.isEmpty()) {
      return;
    }
    try (NameStore names = new NameStore()) {
      add(Upcoming.of(forecaster.forecast(policy, Upcoming.DAYS, null, names)), untold);
    } catch (RunFailure e) {
      log.warn(
          "policy {}: what goes next week could not be told: {}", policy.name(), e.getMessage());
    }
  }

  private void add(Notice notice, Collection<Target> targets) {
    try {
      transaction.executeWithoutResult(status -> outbox.add(notice, targets));
    } catch (DuplicateKeyException e) {
      log.debug("told by another process: {}", notice.once());
    }
  }
}

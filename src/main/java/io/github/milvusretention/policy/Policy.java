package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Cycle;
import io.github.milvusretention.period.CycleFit;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.StopAfter;
import io.github.milvusretention.policy.settings.Timetable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One named retention policy, validated.
 *
 * @param keep how long a partition is kept after its period has ended
 * @param keepNewest how many of the newest recognised periods of a collection always remain
 * @param pace how many collections and partitions are processed at the same time
 * @param caution what is asked for beside the rules before a partition is dropped
 */
public record Policy(
    String name,
    Scope scope,
    Names names,
    Keep keep,
    int keepNewest,
    Limits limits,
    ZoneId zone,
    Timetable timetable,
    Pace pace,
    Caution caution) {

  /** Throws {@link RuleException} if a value is invalid or values contradict each other. */
  public Policy {
    RuleException.check(!name.isBlank(), "policies", "a policy has an empty name", "give it one");
    RuleException.check(
        keepNewest >= 0, "keep-newest", keepNewest + " is negative", "write 0 or more");
    for (NamePattern pattern : names.partitions()) {
      if (pattern.cyclic()) {
        new CycleFit(Cycle.of(pattern, zone, names.lead())).check(keep, pattern.text());
      }
    }
  }

  /** The as-of of a run at {@code now}: the date in the zone, with the hour for hourly names. */
  public AsOf asOf(Instant now) {
    boolean hourly = names.hourly();
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    return new AsOf(local.truncatedTo(hourly ? ChronoUnit.HOURS : ChronoUnit.DAYS), hourly);
  }

  /** When the next as-of after that of {@code now} begins. */
  public Instant nextAsOf(Instant now) {
    AsOf asOf = asOf(now);
    LocalDateTime next = asOf.hourly() ? asOf.moment().plusHours(1) : asOf.moment().plusDays(1);
    return new AsOf(next, asOf.hourly()).at(zone).toInstant();
  }

  /**
   * The same policy for fewer collections; empty if it selects none of them.
   *
   * @param database an exact name; null for any
   * @param collection an exact name; null for any
   */
  public Optional<Policy> within(@Nullable String database, @Nullable String collection) {
    return scope
        .within(database, collection)
        .map(
            fewer ->
                new Policy(
                    name, fewer, names, keep, keepNewest, limits, zone, timetable, pace, caution));
  }

  /**
   * What is done with an EXPIRED partition at {@code now}.
   *
   * @param released when its release was confirmed, if it has been released without a break since;
   *     null if it is not released, or nobody knows since when
   */
  public Action action(@Nullable Instant released, Instant now) {
    if (caution.grace() == null) {
      return Action.DROP;
    }
    if (released == null) {
      return Action.RELEASE;
    }
    return graceEnds(released).isAfter(now) ? Action.WAIT : Action.DROP;
  }

  /** The moment from which a partition may be dropped that was released at {@code released}. */
  public Instant graceEnds(Instant released) {
    Keep grace = caution.grace();
    return grace == null ? released : grace.after(released.atZone(zone)).toInstant();
  }

  /** The moment at which a run stops that was due at {@code due}; empty if it may go on. */
  public Optional<Instant> stopsAfter(Instant due) {
    return Optional.ofNullable(timetable.stopAfter())
        .map(hour -> new StopAfter(hour, zone).firstAfter(due));
  }

  /** Adds every value that decides what is dropped, or when. */
  void addTo(DigestText text) {
    text.add(name).add(scope.cluster()).add(scope.database());
    text.addAll(scope.collections()).addAll(scope.excludeCollections());
    text.addAll(names.partitions());
    text.addAll(names.partitions().stream().map(NamePattern::locale).toList());
    text.add(names.period()).add(keep).add(names.lead()).add(keepNewest);
    text.add(limits.maxDrops()).add(limits.maxShare()).add(limits.newRules());
    text.add(zone).add(timetable.schedule()).add(timetable.maxAge()).add(pace.concurrency());
    text.add(timetable.stopAfter()).add(caution.grace());
    text.add(caution.stillWritten()).add(caution.contentCheck());
  }
}

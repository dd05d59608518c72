package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Cycle;
import io.github.milvusretention.period.CycleFit;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NameMatch;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.period.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named retention policy, validated.
 *
 * @param cluster the cluster's name in the rules
 * @param period how long each period lasts whose name gives its first unit; null means that unit
 * @param lead how long before its period a partition without a year in its name may be created;
 *     null means one unit
 * @param keepNewest how many of the newest recognised periods of a collection always remain
 * @param maxDrops guard: maximum number of drops per run
 * @param maxShare guard: maximum share of a collection's recognised partitions that a run drops
 * @param schedule a Quartz cron expression in {@code zone}; null if it is only run manually
 * @param maxAge the age of the last completed run at which the daemon's health becomes DOWN; null
 *     means two intervals of the schedule, or never without a schedule
 * @param pace how many collections and partitions are processed at the same time
 */
public record Policy(
    String name,
    String cluster,
    Glob database,
    List<Glob> collections,
    List<Glob> excludeCollections,
    List<NamePattern> partitions,
    @Nullable Keep period,
    Keep keep,
    @Nullable Keep lead,
    int keepNewest,
    int maxDrops,
    Share maxShare,
    ZoneId zone,
    @Nullable String schedule,
    @Nullable Duration maxAge,
    Pace pace) {

  /** Throws {@link RuleException} if a value is invalid or values contradict each other. */
  public Policy {
    collections = List.copyOf(collections);
    excludeCollections = List.copyOf(excludeCollections);
    partitions = List.copyOf(partitions);
    check(!name.isBlank(), "policies", "a policy has an empty name", "give it one");
    check(!cluster.isBlank(), "cluster", "is empty", "name one of the clusters");
    check(!collections.isEmpty(), "collections", "is empty", "list names or globs, such as docs_*");
    check(!partitions.isEmpty(), "partitions", "is empty", "list patterns, such as uuuu-MM-dd");
    check(keepNewest >= 0, "keep-newest", keepNewest + " is negative", "write 0 or more");
    check(maxDrops >= 1, "max-drops", maxDrops + " is below 1", "write 1 or more");
    check(
        lead == null || partitions.stream().anyMatch(NamePattern::cyclic),
        "lead",
        "is set, but every pattern in partitions has a year",
        "remove it: only names without a year can be created ahead under a name in use");
    for (NamePattern pattern : partitions) {
      if (period != null) {
        check(pattern, period);
      }
      if (pattern.cyclic()) {
        new CycleFit(Cycle.of(pattern, zone, lead)).check(keep, pattern.text());
      }
    }
  }

  /** Whether the policy covers this collection of its cluster. */
  public boolean selects(String database, String collection) {
    return this.database.matches(database)
        && collections.stream().anyMatch(glob -> glob.matches(collection))
        && excludeCollections.stream().noneMatch(glob -> glob.matches(collection));
  }

  /** The as-of of a run at {@code now}: the date in the zone, with the hour for hourly names. */
  public AsOf asOf(Instant now) {
    boolean hourly = partitions.stream().anyMatch(pattern -> pattern.unit() == Unit.HOUR);
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    return new AsOf(local.truncatedTo(hourly ? ChronoUnit.HOURS : ChronoUnit.DAYS), hourly);
  }

  /** Whether one of its patterns reads the name as a date. */
  boolean recognises(String partition) {
    return partitions.stream()
        .anyMatch(pattern -> !(pattern.read(partition) instanceof NameMatch.None));
  }

  /** Adds every value that decides what is dropped, or when. */
  void addTo(DigestText text) {
    text.add(name).add(cluster).add(database).addAll(collections).addAll(excludeCollections);
    text.addAll(partitions).addAll(partitions.stream().map(NamePattern::locale).toList());
    text.add(period).add(keep).add(lead).add(keepNewest).add(maxDrops).add(maxShare);
    text.add(zone).add(schedule).add(maxAge).add(pace.concurrency());
  }

  private static void check(NamePattern pattern, Keep period) {
    check(
        !pattern.cyclic(),
        "period",
        "is set, but names of \"" + pattern + "\" have no year",
        "remove it, or put the year into the names");
    check(
        !pattern.unit().canOutlast(period),
        "period",
        period
            + " is shorter than the "
            + pattern.unit().words()
            + " that \""
            + pattern
            + "\" reads",
        "write how long the period lasts that begins with it, at least "
            + pattern.unit().length()
            + ", or put the pattern into a policy of its own");
  }

  private static void check(boolean valid, String key, String problem, String cure) {
    if (!valid) {
      throw new RuleException(key, problem, cure);
    }
  }
}

package io.github.milvusretention.forecast;

import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.quartz.CronExpression;

/**
 * A collection through time: somebody creates partitions, and at each firing what all of it is
 * judged, as a run does, and what is EXPIRED is taken away; with a grace it is released first.
 */
final class Years {
  private final Policy policy;
  private final Collection<Policy> all;
  private final List<Creator> creators;
  private final Set<String> names = new LinkedHashSet<>(List.of("_default", "stray"));
  private final Map<String, Instant> released = new HashMap<>();
  private Instant now;

  /**
   * Creates a partition for each step of the calendar.
   *
   * @param ahead how long before its period
   */
  record Creator(DateTimeFormatter name, LocalDateTime first, TemporalAmount step, Duration ahead) {
    static Creator of(String name, String first, TemporalAmount step) {
      return ahead(name, first, step, Duration.ZERO);
    }

    static Creator ahead(String name, String first, TemporalAmount step, Duration ahead) {
      return new Creator(
          DateTimeFormatter.ofPattern(name, Locale.UK), LocalDateTime.parse(first), step, ahead);
    }

    List<String> created(Policy policy, Instant after, Instant until) {
      List<String> created = new ArrayList<>();
      for (LocalDateTime start = first; ; start = start.plus(step)) {
        ZonedDateTime begins = start.atZone(policy.zone());
        Instant at = begins.toInstant().minus(ahead);
        if (at.isAfter(until)) {
          return created;
        }
        // Not for an hour that the clocks skip.
        if (at.isAfter(after) && begins.toLocalDateTime().equals(start)) {
          created.add(name.format(start).toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  Years(Policy policy, Instant start, List<Creator> creators, Collection<Policy> all) {
    this.policy = policy;
    this.all = all;
    this.creators = creators;
    this.now = start;
  }

  /** What is released and what goes, a line for each firing at which something is done. */
  List<String> until(Instant end) throws ParseException {
    CronExpression cron = new CronExpression(String.valueOf(policy.timetable().schedule()));
    cron.setTimeZone(TimeZone.getTimeZone(policy.zone()));
    List<String> nights = new ArrayList<>();
    // Of the firings of one as-of the later ones find it done.
    AsOf last = null;
    for (Date next = cron.getNextValidTimeAfter(Date.from(now));
        !next.toInstant().isAfter(end);
        next = cron.getNextValidTimeAfter(next)) {
      boolean again = policy.asOf(next.toInstant()).equals(last);
      create(next.toInstant());
      if (again) {
        continue;
      }
      last = policy.asOf(now);
      Set<String> done = new TreeSet<>();
      for (Decision decision : decide()) {
        if (decision.verdict() == Verdict.EXPIRED) {
          String name = decision.address().partition();
          Instant since = released.get(name);
          if (policy.caution().grace() != null && since == null) {
            released.put(name, now.plusSeconds(20));
            done.add(name + " released");
          } else if (since == null || !graceEnds(since).isAfter(now)) {
            released.remove(name);
            names.remove(name);
            done.add(name);
          }
        }
      }
      if (!done.isEmpty()) {
        nights.add(now + " " + done);
      }
    }
    create(end);
    return nights;
  }

  /** All graces of these tests are days or hours. */
  private Instant graceEnds(Instant since) {
    String grace = String.valueOf(policy.caution().grace());
    return grace.startsWith("PT")
        ? since.plus(Duration.parse(grace))
        : since.atZone(policy.zone()).plus(Period.parse(grace)).toInstant();
  }

  private void create(Instant until) {
    creators.forEach(creator -> names.addAll(creator.created(policy, now, until)));
    now = until;
  }

  private List<Decision> decide() {
    AsOf asOf = policy.asOf(now);
    return Verdicts.decide(policy, all, asOf, now, List.of(listing()));
  }

  Listing listing() {
    return Given.listing("docs", names.toArray(String[]::new));
  }

  /** The forecast of the same, in the same form. */
  Forecast forecast(int days) {
    Firings firings =
        Firings.of(
            policy,
            now,
            false,
            io.github.milvusretention.rules.values.Cron.firings(
                String.valueOf(policy.timetable().schedule()), policy.zone()));
    return Forecast.of(
        policy,
        all,
        Horizon.ofDays(days, now, policy, firings),
        List.of(new Forecast.Listed(listing(), decide(), List.of(), released())),
        1024);
  }

  private Map<Address, Instant> released() {
    return released.entrySet().stream()
        .collect(toMap(entry -> listing().address(entry.getKey()), Map.Entry::getValue));
  }

  static List<String> lines(Forecast forecast) {
    return forecast.nights().stream()
        .map(
            night ->
                night.at()
                    + " "
                    + night.goes().stream()
                        .map(
                            goes ->
                                goes.decision().address().partition()
                                    + (goes.action() == Action.RELEASE ? " released" : ""))
                        .sorted(Comparator.naturalOrder())
                        .toList())
        .toList();
  }
}

package io.github.milvusretention.check;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.values.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When a policy will fire, and what may surprise in that. Needs nothing but the rules. */
public final class ScheduleFindings {
  private static final int SHOWN = 3;
  private static final Duration LOOKED_AHEAD = Duration.ofDays(366);
  private static final int WEEKDAY_FIELD = 5;
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** Not the number after a / or a #, which counts something else. */
  private static final Pattern WEEKDAY = Pattern.compile("(?<![0-9A-Z#/])[1-7](?![0-9])");

  private final Place place;
  private final String schedule;
  private final ZoneId zone;

  private ScheduleFindings(Place place, String schedule, ZoneId zone) {
    this.place = place;
    this.schedule = schedule;
    this.zone = zone;
  }

  /**
   * @param now after which the firings are told
   */
  public static List<Finding> of(Policy policy, Instant now) {
    Place place = Place.ofPolicy(policy.name());
    String schedule = policy.timetable().schedule();
    return schedule == null
        ? List.of(Finding.ok(FindingId.SCHEDULE, place, "has no schedule: it runs only by hand"))
        : new ScheduleFindings(place, schedule, policy.zone()).all(now);
  }

  private List<Finding> all(Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            FindingId.SCHEDULE,
            place,
            "fires next at "
                + firings(zone, now)
                    .limit(SHOWN)
                    .map(at -> at.atZone(zone).toOffsetDateTime().toString())
                    .collect(Collectors.joining(", "))));
    String weekdays = schedule.strip().split("\\s+")[WEEKDAY_FIELD];
    if (WEEKDAY.matcher(weekdays).find()) {
      findings.add(
          Finding.warning(
              FindingId.SCHEDULE_WEEKDAYS,
              place,
              "the weekdays "
                  + weekdays
                  + " mean "
                  + WEEKDAY
                      .matcher(weekdays)
                      .replaceAll(m -> WEEKDAYS.get(Integer.parseInt(m.group()) - 1))
                  + ", as Quartz counts from 1, which is SUN; write their names"));
    }
    clockChanges(now)
        .flatMap(change -> affected(change).stream())
        .map(sentence -> Finding.warning(FindingId.SCHEDULE_CLOCK_CHANGE, place, sentence))
        .forEach(findings::add);
    return findings;
  }

  private Stream<ZoneOffsetTransition> clockChanges(Instant now) {
    return Stream.iterate(
        zone.getRules().nextTransition(now),
        change -> change != null && change.getInstant().isBefore(now.plus(LOOKED_AHEAD)),
        change -> zone.getRules().nextTransition(change.getInstant()));
  }

  /** A sentence, if the schedule names a time that a clock skips or shows twice. */
  private Optional<String> affected(ZoneOffsetTransition change) {
    LocalDateTime before = change.getDateTimeBefore();
    LocalDateTime after = change.getDateTimeAfter();
    LocalDateTime start = change.isGap() ? before : after;
    LocalDateTime end = change.isGap() ? after : before;
    Optional<LocalDateTime> named = named(start).filter(time -> time.isBefore(end));
    // Who fires every hour or so has the next firing soon.
    boolean soon =
        named(end).filter(time -> !time.isAfter(end.plus(change.getDuration().abs()))).isPresent();
    if (named.isEmpty() || soon) {
      return Optional.empty();
    }
    return Optional.of(
        change.isGap()
            ? "there is no "
                + named.get()
                + " in "
                + zone
                + ", where the clocks go forward then: it does not fire that time; choose another"
                + " hour"
            : named.get()
                + " comes twice in "
                + zone
                + ", where the clocks go back then: it fires at "
                + firings(zone, start.toInstant(change.getOffsetBefore()).minusSeconds(1))
                    .takeWhile(at -> at.isBefore(end.toInstant(change.getOffsetAfter())))
                    .map(at -> at.atZone(zone).toOffsetDateTime().toString())
                    .collect(Collectors.joining(" and "))
                + "; choose another hour");
  }

  /**
   * The first time on the clock, from this on, that the schedule names, whether it exists or not.
   */
  private Optional<LocalDateTime> named(LocalDateTime from) {
    return firings(ZoneOffset.UTC, from.toInstant(ZoneOffset.UTC).minusSeconds(1))
        .findFirst()
        .map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  private Stream<Instant> firings(ZoneId in, Instant after) {
    Function<Instant, Optional<Instant>> next = Cron.firings(schedule, in);
    return Stream.iterate(next.apply(after), Optional::isPresent, at -> at.flatMap(next))
        .flatMap(Optional::stream);
  }
}

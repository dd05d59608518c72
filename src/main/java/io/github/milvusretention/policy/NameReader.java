package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Cycle;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads partition names with the patterns of one policy at one as-of. */
final class NameReader {
  private final List<Rule> rules;
  private final ZoneId zone;
  private final ZonedDateTime asOf;
  private final ZonedDateTime latest;

  /** A pattern with its cycle, which is null if the names have a year. */
  private record Rule(NamePattern pattern, @Nullable Cycle cycle) {}

  private record Found(NameReading.Known known, NamePattern by) {}

  /**
   * @param now the current time. If it is after the as-of, a name without a year must stand for the
   *     same period at both; otherwise a run with an old as-of could drop a partition in use
   *     instead of last year's
   */
  NameReader(Policy policy, AsOf asOf, Instant now) {
    this.zone = policy.zone();
    this.asOf = asOf.at(zone);
    this.latest = asOf.isAfter(now, zone) ? this.asOf : now.atZone(zone);
    this.rules =
        policy.partitions().stream()
            .map(
                pattern ->
                    new Rule(
                        pattern, pattern.cyclic() ? Cycle.of(pattern, zone, policy.lead()) : null))
            .toList();
  }

  /** {@link NameReading.Known}, or UNRECOGNISED with the reason. */
  NameReading read(String name) {
    @Nullable Found found = null;
    for (Rule rule : rules) {
      Optional<LocalDateTime> start = rule.pattern.start(name);
      if (start.isEmpty()) {
        continue;
      }
      NameReading reading = read(start.get(), rule);
      if (!(reading instanceof NameReading.Known known)) {
        return reading;
      }
      if (found != null && !found.known.period().equals(known.period())) {
        return ambiguous(found, new Found(known, rule.pattern));
      }
      found = new Found(known, rule.pattern);
    }
    return found == null ? unread(name) : found.known;
  }

  private static NameReading ambiguous(Found one, Found other) {
    return NameReading.unrecognised(
        "ambiguous: %s reads it as %s, %s as %s"
            .formatted(
                one.by,
                Reason.name(one.known.period()),
                other.by,
                Reason.name(other.known.period())));
  }

  private NameReading read(LocalDateTime start, Rule rule) {
    Cycle cycle = rule.cycle;
    if (cycle == null) {
      Unit unit = rule.pattern.unit();
      Optional<Period> period = Period.of(start, unit, zone);
      return period.isPresent()
          ? new NameReading.Known(period.get(), null)
          : NameReading.unrecognised(
              "%s reads a time that the clocks of %s skip".formatted(rule.pattern, zone));
    }
    Period period = cycle.at(start, asOf);
    Period now = cycle.at(start, latest);
    return period.equals(now)
        ? new NameReading.Known(period, cycle.lead())
        : NameReading.unrecognised(
            "has no year: %s at the as-of, but %s now; use a current as-of"
                .formatted(Reason.name(period), Reason.name(now)));
  }

  private NameReading unread(String name) {
    for (Rule rule : rules) {
      if (rule.pattern.hasShape(name)) {
        return NameReading.unrecognised(
            "has the form of %s, but is not a date written that way".formatted(rule.pattern));
      }
    }
    return NameReading.unrecognised(
        "no pattern of the policy reads this name: "
            + String.join(", ", rules.stream().map(rule -> rule.pattern.text()).toList()));
  }
}

package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Cycle;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NameMatch;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.Period;
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
  private final @Nullable Keep length;
  private final ZonedDateTime asOf;
  private final ZonedDateTime latest;

  /** A pattern with its cycle, which is null if the names have a year. */
  private record Rule(NamePattern pattern, @Nullable Cycle cycle) {}

  private record Found(NameReading.Known known, NamePattern by) {
    boolean sameAs(NameReading.Known other) {
      return known.period().equals(other.period()) && known.series().equals(other.series());
    }

    @Override
    public String toString() {
      String series = known.series().isEmpty() ? "" : " of \"" + known.series() + "\"";
      return Reason.name(known.period()) + series;
    }
  }

  /**
   * @param now the current time. If it is after the as-of, a name without a year must stand for the
   *     same period at both; otherwise a run with an old as-of could drop a partition in use
   *     instead of last year's
   */
  NameReader(Policy policy, AsOf asOf, Instant now) {
    this.zone = policy.zone();
    this.length = policy.names().period();
    this.asOf = asOf.at(zone);
    this.latest = asOf.isAfter(now, zone) ? this.asOf : now.atZone(zone);
    this.rules =
        policy.names().partitions().stream()
            .map(
                pattern ->
                    new Rule(
                        pattern,
                        pattern.cyclic() ? Cycle.of(pattern, zone, policy.names().lead()) : null))
            .toList();
  }

  /** {@link NameReading.Known}, or UNRECOGNISED with the reason. */
  NameReading read(String name) {
    @Nullable Found found = null;
    for (Rule rule : rules) {
      NameMatch match = rule.pattern.read(name);
      if (match instanceof NameMatch.None) {
        continue;
      }
      NameReading reading = read(match, rule);
      if (!(reading instanceof NameReading.Known known)) {
        return reading;
      }
      if (found != null && !found.sameAs(known)) {
        return ambiguous(found, new Found(known, rule.pattern));
      }
      found = new Found(known, rule.pattern);
    }
    return found == null ? unread(name) : found.known;
  }

  private static NameReading ambiguous(Found one, Found other) {
    return NameReading.unrecognised(
        "ambiguous: %s reads it as %s, %s as %s".formatted(one.by, one, other.by, other));
  }

  private NameReading read(NameMatch match, Rule rule) {
    if (match instanceof NameMatch.One one) {
      return read(one, rule);
    }
    String why = match instanceof NameMatch.Unclear unclear ? unclear.why() : "does not read it";
    return NameReading.unrecognised("ambiguous: %s %s".formatted(rule.pattern, why));
  }

  private NameReading read(NameMatch.One one, Rule rule) {
    LocalDateTime start = one.start();
    Cycle cycle = rule.cycle;
    if (cycle == null) {
      Optional<Period> period = Period.of(start, rule.pattern.unit(), length, zone);
      return period.isPresent()
          ? new NameReading.Known(period.get(), null, one.series())
          : NameReading.unrecognised(
              "%s reads a time that the clocks of %s skip".formatted(rule.pattern, zone));
    }
    Period period = cycle.at(start, asOf);
    Period now = cycle.at(start, latest);
    return period.equals(now)
        ? new NameReading.Known(period, cycle.lead(), one.series())
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

package io.github.milvusretention.forecast;

import io.github.milvusretention.period.NameMatch;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How the partitions of one pattern are created in a collection: one each so many units, as the
 * newest ones were. Known of at least {@link #FEWEST}, of which the newest is not long ago.
 */
final class Creation {
  private static final int FEWEST = 2;

  /** So many of the newest distances between two periods tell the present rate. */
  private static final int RECENT = 12;

  /** Nothing was created for so many distances: whoever created them has stopped. */
  private static final int STOPPED = 2;

  private final Policy policy;
  private final NamePattern pattern;
  private final String series;
  private final String newest;
  private final LocalDateTime last;
  private final long step;
  private final Instant from;
  private final Duration ahead;

  private record Key(NamePattern pattern, String series) {
    @Override
    public String toString() {
      return pattern.text() + "\n" + pattern.locale() + "\n" + series;
    }
  }

  /**
   * @param byStart the names, by the local start of their periods
   */
  private Creation(
      Policy policy, Key key, TreeMap<LocalDateTime, String> byStart, long step, Instant from) {
    this.policy = policy;
    this.pattern = key.pattern;
    this.series = key.series;
    this.newest = byStart.lastEntry().getValue();
    this.last = byStart.lastKey();
    this.step = step;
    this.from = from;
    Duration until = Duration.between(from, last.atZone(policy.zone()).toInstant());
    this.ahead = until.isNegative() ? Duration.ZERO : until;
  }

  /**
   * For each pattern, and each text of its star, by which partitions are created at present.
   *
   * @param decisions on all partitions of one collection
   * @param from when they were listed
   */
  static List<Creation> in(List<Decision> decisions, Policy policy, Instant from) {
    TreeMap<String, Key> keys = new TreeMap<>();
    TreeMap<String, TreeMap<LocalDateTime, String>> names = new TreeMap<>();
    for (Decision decision : decisions) {
      Period period = decision.period();
      if (period == null || !decision.recognised()) {
        continue;
      }
      String name = decision.address().partition();
      for (NamePattern pattern : policy.names().partitions()) {
        if (pattern.read(name) instanceof NameMatch.One one) {
          Key key = new Key(pattern, one.series());
          keys.put(key.toString(), key);
          names
              .computeIfAbsent(key.toString(), k -> new TreeMap<>())
              .put(pattern.unit().start(period.start().toLocalDateTime()), name);
        }
      }
    }
    List<Creation> found = new ArrayList<>();
    names.forEach(
        (text, byStart) ->
            of(policy, Objects.requireNonNull(keys.get(text)), byStart, from)
                .ifPresent(found::add));
    return found;
  }

  private static Optional<Creation> of(
      Policy policy, Key key, TreeMap<LocalDateTime, String> byStart, Instant from) {
    if (byStart.size() < FEWEST) {
      return Optional.empty();
    }
    Unit unit = key.pattern.unit();
    long step = median(unit, List.copyOf(byStart.keySet()));
    LocalDateTime stopped = byStart.lastKey();
    for (int i = 0; i < STOPPED * step; i++) {
      stopped = unit.end(stopped);
    }
    return stopped.atZone(policy.zone()).toInstant().isAfter(from)
        ? Optional.of(new Creation(policy, key, byStart, step, from))
        : Optional.empty();
  }

  private static long median(Unit unit, List<LocalDateTime> starts) {
    LongStream apart =
        IntStream.range(Math.max(1, starts.size() - RECENT), starts.size())
            .mapToLong(i -> unit.between(starts.get(i - 1), starts.get(i)));
    long[] sorted = apart.sorted().toArray();
    return Math.max(1, sorted[sorted.length / 2]);
  }

  /** Whether the names repeat, so that their number does not grow. */
  boolean cyclic() {
    return pattern.cyclic();
  }

  /** Those to come, in the order of their periods; without end. */
  Stream<Expected> expected() {
    return Stream.iterate(next(last), this::next).flatMap(start -> at(start).stream());
  }

  private LocalDateTime next(LocalDateTime start) {
    LocalDateTime next = start;
    for (long i = 0; i < step; i++) {
      next = pattern.unit().end(next);
    }
    return next;
  }

  /** Empty where the clocks of the zone skip all of the period. */
  private Optional<Expected> at(LocalDateTime start) {
    return Period.of(start, pattern.unit(), policy.names().period(), policy.zone())
        .map(period -> new Expected(name(start), period, created(period)));
  }

  private Instant created(Period period) {
    Instant created = period.start().toInstant().minus(ahead);
    return created.isBefore(from) ? from : created;
  }

  /** In small letters or capitals as the newest one. */
  private String name(LocalDateTime start) {
    String name = pattern.write(start, series);
    if (newest.equals(newest.toLowerCase(Locale.ROOT))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return newest.equals(newest.toUpperCase(Locale.ROOT)) ? name.toUpperCase(Locale.ROOT) : name;
  }
}

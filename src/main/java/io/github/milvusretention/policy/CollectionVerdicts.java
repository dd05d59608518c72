package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.Period;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides the verdicts of one collection; keep-newest depends on all of its partitions. */
final class CollectionVerdicts {
  private static final String DEFAULT_PARTITION = "_default";
  private static final Comparator<Period> NEWEST_FIRST =
      Comparator.comparing(Period::end).thenComparing(Period::start).reversed();

  private final Policy policy;
  private final List<Policy> rivals;
  private final AsOf asOf;
  private final ZonedDateTime moment;
  private final NameReader reader;

  /** By period, so that what is due, which may be a million partitions, shares its values. */
  private final Map<Period, Expired> expired = new ConcurrentHashMap<>();

  /** What the decisions on all partitions of one expired period have in common. */
  private record Expired(Period period, ZonedDateTime expires, String reason) {}

  /**
   * @param rivals other policies of the same cluster
   */
  CollectionVerdicts(Policy policy, List<Policy> rivals, AsOf asOf, Instant now) {
    this.policy = policy;
    this.rivals = rivals;
    this.asOf = asOf;
    this.moment = asOf.at(policy.zone());
    this.reader = new NameReader(policy, asOf, now);
  }

  List<Decision> decide(Listing listing) {
    List<Policy> here =
        rivals.stream()
            .filter(rival -> rival.scope().selects(listing.database(), listing.collection()))
            .toList();
    List<NameReading> readings =
        listing.partitions().stream().map(name -> read(listing, name, here)).toList();
    Map<String, Set<Period>> newest = newest(readings);
    List<Decision> decisions = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      Address address = listing.address(listing.partitions().get(i));
      decisions.add(decide(address, listing.id(), readings.get(i), newest));
    }
    return decisions;
  }

  private NameReading read(Listing listing, String name, List<Policy> here) {
    if (name.equals(DEFAULT_PARTITION)) {
      return new NameReading.Settled(Verdict.PROTECTED, Reason.DEFAULT_PARTITION, null);
    }
    if (listing.partitionKey()) {
      return new NameReading.Settled(Verdict.PROTECTED, Reason.PARTITION_KEY, null);
    }
    if (listing.external()) {
      return new NameReading.Settled(Verdict.PROTECTED, Reason.EXTERNAL, null);
    }
    NameReading reading = reader.read(name);
    if (reading instanceof NameReading.Known known) {
      Optional<Policy> rival =
          here.stream().filter(other -> other.names().recognise(name)).findFirst();
      if (rival.isPresent()) {
        String reason = Reason.conflict(rival.get());
        return new NameReading.Settled(Verdict.CONFLICT, reason, known.period());
      }
    }
    return reading;
  }

  /** The newest periods of each series; without stars in the patterns there is one series. */
  private Map<String, Set<Period>> newest(List<NameReading> readings) {
    Map<String, SortedSet<Period>> series = new HashMap<>();
    for (NameReading reading : readings) {
      if (reading instanceof NameReading.Known known && !isFuture(known.period())) {
        series
            .computeIfAbsent(known.series(), text -> new TreeSet<>(NEWEST_FIRST))
            .add(known.period());
      }
    }
    Map<String, Set<Period>> newest = new HashMap<>();
    series.forEach(
        (text, periods) ->
            newest.put(
                text,
                periods.stream()
                    .limit(policy.keepNewest())
                    .collect(Collectors.toCollection(() -> new TreeSet<>(NEWEST_FIRST)))));
    return newest;
  }

  private Decision decide(
      Address address, String id, NameReading reading, Map<String, Set<Period>> newest) {
    if (reading instanceof NameReading.Settled settled) {
      Period period = settled.period();
      ZonedDateTime expires = period == null ? null : policy.keep().after(period.end());
      return new Decision(address, id, settled.verdict(), settled.reason(), period, expires, "");
    }
    NameReading.Known known = (NameReading.Known) reading;
    Period period = known.period();
    ZonedDateTime expires = policy.keep().after(period.end());
    String kept = kept(known, expires, newest.getOrDefault(known.series(), Set.of()));
    if (kept != null) {
      return new Decision(address, id, Verdict.KEPT, kept, period, expires, known.series());
    }
    Expired same =
        expired.computeIfAbsent(
            period, p -> new Expired(p, expires, Reason.expired(p, policy.keep(), expires, asOf)));
    return new Decision(
        address, id, Verdict.EXPIRED, same.reason, same.period, same.expires, known.series());
  }

  /** The reason to keep the partition; null if there is none. */
  private @Nullable String kept(
      NameReading.Known known, ZonedDateTime expires, Set<Period> newest) {
    Period period = known.period();
    Keep lead = known.lead();
    if (isFuture(period)) {
      return lead == null ? Reason.future(period, asOf) : Reason.ahead(period, lead, asOf);
    }
    if (expires.isAfter(moment)) {
      return Reason.kept(period, policy.keep(), expires, moment);
    }
    return newest.contains(period)
        ? Reason.newest(period, expires, policy.keepNewest(), known.series())
        : null;
  }

  private boolean isFuture(Period period) {
    return period.start().isAfter(moment);
  }
}

package io.github.milvusretention.forecast;

import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Decision;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a collection have to be judged again at a later moment, so that the verdicts
 * are those that all of them together would get: those that are old enough, and the newest periods,
 * by which keep-newest counts. Reading a name costs most of a verdict.
 */
final class InPlay {
  private InPlay() {}

  /** Their names; empty if no verdict of theirs can be EXPIRED. */
  static List<String> at(ZonedDateTime moment, Collection<Decision> all, int keepNewest) {
    if (all.stream().noneMatch(decision -> isOld(decision, moment))) {
      return List.of();
    }
    Map<String, TreeSet<ZonedDateTime>> ends = new HashMap<>();
    for (Decision decision : all) {
      Period period = begun(decision, moment);
      if (period != null) {
        Set<ZonedDateTime> series =
            ends.computeIfAbsent(decision.series(), text -> new TreeSet<>());
        series.add(period.end());
      }
    }
    // Two periods may end together, so more than so many periods may be at hand, and never fewer.
    ends.values()
        .forEach(
            newest -> {
              while (newest.size() > keepNewest) {
                newest.pollFirst();
              }
            });
    return all.stream()
        .filter(decision -> isOld(decision, moment) || isNewest(decision, moment, ends))
        .map(decision -> decision.address().partition())
        .toList();
  }

  private static boolean isOld(Decision decision, ZonedDateTime moment) {
    ZonedDateTime expires = decision.expires();
    return decision.recognised() && expires != null && !expires.isAfter(moment);
  }

  private static boolean isNewest(
      Decision decision, ZonedDateTime moment, Map<String, TreeSet<ZonedDateTime>> ends) {
    Period period = begun(decision, moment);
    return period != null
        && ends.getOrDefault(decision.series(), new TreeSet<>()).contains(period.end());
  }

  /** Null if it has no period that counts. */
  private static @Nullable Period begun(Decision decision, ZonedDateTime moment) {
    Period period = decision.period();
    return decision.recognised() && period != null && !period.start().isAfter(moment)
        ? period
        : null;
  }
}

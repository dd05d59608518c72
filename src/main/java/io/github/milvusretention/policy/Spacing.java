package io.github.milvusretention.policy;

import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for names that stand for more than is read from them: a week named by its first day is read
 * as that day, and would go six days too early.
 *
 * <p>The sign is that the names of a collection are at least two units apart. What counts is the
 * lower quartile of the distances between neighbours. Where nights were missed most names are still
 * next to each other, so that the quartile is one unit; and one stray name between two others does
 * not hide that all the rest are a week apart, as it would with the smallest distance.
 */
public final class Spacing {
  private static final int FEWEST = 3;
  private static final int MUCH_WIDER = 2;

  private Spacing() {}

  /** A sentence for each kind of finding, which begins with the collection. */
  public static List<String> notes(List<CollectionPlan> collections) {
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (CollectionPlan collection : collections) {
      if (collection.spacing() != null) {
        places
            .computeIfAbsent(collection.spacing(), note -> new ArrayList<>())
            .add(collection.database() + "." + collection.collection());
      }
    }
    return places.entrySet().stream().map(e -> places(e.getValue()) + ": " + e.getKey()).toList();
  }

  private static String places(List<String> collections) {
    String first = "collection " + collections.get(0);
    return collections.size() == 1 ? first : first + " and " + (collections.size() - 1) + " more";
  }

  /**
   * The finding on one collection, if there is one; none where the policy says how long its periods
   * last.
   */
  public static Optional<String> note(Policy policy, List<Decision> ofOneCollection) {
    if (policy.names().period() != null) {
      return Optional.empty();
    }
    Map<String, Map<Unit, TreeSet<LocalDateTime>>> starts = new TreeMap<>();
    for (Decision decision : ofOneCollection) {
      Period period = decision.period();
      if (decision.recognised() && period != null) {
        Unit unit = period.unit();
        starts
            .computeIfAbsent(decision.series(), series -> new TreeMap<>())
            .computeIfAbsent(unit, u -> new TreeSet<>())
            .add(unit.start(period.start().toLocalDateTime()));
      }
    }
    return starts.values().stream()
        .flatMap(series -> series.entrySet().stream())
        .flatMap(e -> note(policy, e.getKey(), List.copyOf(e.getValue())).stream())
        .findFirst();
  }

  private static Optional<String> note(Policy policy, Unit unit, List<LocalDateTime> starts) {
    boolean cyclic = policy.names().partitions().stream().anyMatch(NamePattern::cyclic);
    // The name of a weekday says that it is one day.
    boolean weekdays = cyclic && unit == Unit.DAY;
    if (starts.size() < FEWEST || weekdays) {
      return Optional.empty();
    }
    List<Long> apart = new ArrayList<>();
    for (int i = 1; i < starts.size(); i++) {
      apart.add(unit.between(starts.get(i - 1), starts.get(i)));
    }
    if (Distance.lowerQuartile(apart) < MUCH_WIDER) {
      return Optional.empty();
    }
    Distance distance = Distance.of(starts);
    return Optional.of(
        "names are %s apart, but each is read as one %s; if a name stands for %s, %swrite period: %s"
            .formatted(
                distance.words(),
                unit.words(),
                distance.longest(),
                cyclic ? "put the year into the names and " : "",
                distance.period()));
  }
}

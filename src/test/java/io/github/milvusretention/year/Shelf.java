package io.github.milvusretention.year;

import io.github.milvusretention.year.Kind.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one collection holds, and what a night may take of it, calculated apart from the program.
 */
final class Shelf {
  private final Kind kind;
  private final Map<String, Part> parts = new TreeMap<>();
  private final Set<String> held = new HashSet<>();
  private final Set<String> counted = new HashSet<>();
  private final Map<String, Instant> released = new HashMap<>();
  private Period keep;
  private Period grace = Period.ZERO;

  Shelf(Kind kind) {
    this.kind = kind;
    this.keep = kind.keep();
  }

  Kind kind() {
    return kind;
  }

  /** Its policy in the rules file. */
  String rules() {
    return kind.rules(keep) + (grace.isZero() ? "" : "      grace: " + grace + "\n");
  }

  void keep(Period keep) {
    this.keep = keep;
  }

  void grace(Period grace) {
    this.grace = grace;
  }

  void hold(String name) {
    held.add(name);
  }

  void lift(String name) {
    held.remove(name);
  }

  /** Returns the names that are new of those for each day from one to the other. */
  List<String> create(LocalDate from, LocalDate to) {
    List<String> created = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      Part part = kind.holding(day);
      if (parts.putIfAbsent(part.name(), part) == null) {
        created.add(part.name());
      }
    }
    return created;
  }

  /** The night of a run that is not refused. */
  void clean(Instant night) {
    LocalDate today = LocalDate.ofInstant(night, kind.zone());
    for (Part part : List.copyOf(parts.values())) {
      LocalDate expires = part.end().plus(keep);
      if (!expires.isAfter(today) && !held.contains(part.name()) && counted.contains(part.name())) {
        take(part, night);
      }
    }
    count(today);
  }

  private void take(Part part, Instant night) {
    if (!grace.isZero()) {
      Instant since = released.putIfAbsent(part.name(), night);
      if (since == null || since.plus(Duration.ofDays(grace.getDays())).isAfter(night)) {
        return;
      }
    }
    parts.remove(part.name());
    counted.remove(part.name());
    released.remove(part.name());
  }

  /** Rows are counted for what is due now or by tomorrow; without an earlier count nothing goes. */
  void count(LocalDate today) {
    parts.values().stream()
        .filter(part -> !part.end().plus(keep).isAfter(today.plusDays(1)))
        .forEach(part -> counted.add(part.name()));
  }

  Set<String> names() {
    return parts.keySet();
  }
}

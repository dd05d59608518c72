package io.github.milvusretention.rules;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** What has been found wrong so far. Nothing is thrown until everything has been looked at. */
final class Mistakes {
  private final Set<Mistake> found = new LinkedHashSet<>();

  void add(String key, String value, String problem, String cure) {
    found.add(new Mistake(key, value, problem, cure));
  }

  /** Whether something is wrong with that key, or beneath it. */
  boolean on(String key) {
    return found.stream()
        .map(Mistake::key)
        .anyMatch(k -> k.equals(key) || k.startsWith(key + "[") || k.startsWith(key + "."));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new RulesException(found.stream().sorted(Comparator.comparing(Mistake::key)).toList());
    }
  }
}

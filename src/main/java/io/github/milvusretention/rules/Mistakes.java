package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has been found wrong so far. Nothing is thrown until everything has been looked at. */
final class Mistakes {
  private final List<Mistake> found = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  void add(Place place, String key, String value, String problem, String cure) {
    found.add(new Mistake(place, key, value, problem, cure));
    String at = key;
    while (keys.add(at) && at.lastIndexOf('.') >= 0) {
      at = at.substring(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('[')));
    }
  }

  void add(Text text, RuleException e) {
    add(text.place(), text.key(), text.written(), e.problem(), e.cure());
  }

  /** Whether something is wrong with that key, or beneath it. */
  boolean on(String key) {
    return keys.contains(key);
  }

  /**
   * @param file what was read, for the count at the end
   */
  void throwIfAny(String file) {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparing(Mistake::place, Place.ORDER));
      throw RulesException.all(found, file);
    }
  }
}

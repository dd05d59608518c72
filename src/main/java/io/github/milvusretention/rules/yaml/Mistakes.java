package io.github.milvusretention.rules.yaml;

import io.github.milvusretention.period.RuleException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What has been found wrong so far. Nothing is thrown until everything has been looked at. */
public final class Mistakes {
  private final List<Mistake> found = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  public void add(Place place, String key, String problem, String cure) {
    add(new Mistake(place, key, "", problem, cure));
  }

  public void add(Text text, String problem, String cure) {
    String shown = text.hiddenIn(problem);
    add(new Mistake(text.place(), text.key(), text.written(), shown, text.hiddenIn(cure)));
  }

  private void add(Mistake mistake) {
    found.add(mistake);
    String at = mistake.key();
    while (keys.add(at) && at.lastIndexOf('.') >= 0) {
      at = at.substring(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('[')));
    }
  }

  /** What is made of a value; empty, with a mistake, where it is refused. */
  public <T> Optional<T> check(Text text, Function<String, T> made) {
    try {
      return Optional.of(made.apply(text.value()));
    } catch (RuleException e) {
      add(text, e.problem(), e.cure());
      return Optional.empty();
    }
  }

  /** Whether something is wrong with that key, or beneath it. */
  public boolean on(String key) {
    return keys.contains(key);
  }

  /**
   * @param file what was read, for the count at the end
   */
  public void throwIfAny(String file) {
    throwIfAnyBut(List.of(), file);
  }

  /**
   * Throws all of them unless there are no others than these.
   *
   * @param file what was read, for the count at the end
   */
  public void throwIfAnyBut(List<Mistake> allowed, String file) {
    if (!allowed.containsAll(found)) {
      found.sort(Comparator.comparing(Mistake::place, Place.ORDER));
      throw RulesException.all(found, file);
    }
  }

  /** Those beneath that key. */
  public List<Mistake> beneath(String key) {
    return found.stream().filter(mistake -> mistake.key().startsWith(key + ".")).toList();
  }
}

package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of one cluster, one policy, or the top of the rules, while they are checked.
 *
 * @param values by key: a {@link Text}, or {@link Text.Several} for a list
 */
record Section(
    String name,
    String path,
    Place place,
    Keys keys,
    Map<String, Object> values,
    Mistakes mistakes) {
  Section(String name, String path, Place place, Keys keys, Mistakes mistakes) {
    this(name, path, place, keys, new LinkedHashMap<>(), mistakes);
  }

  /** Reports each required key that has no value. */
  void refuseMissing() {
    for (String key : keys.names()) {
      if (missing(key)) {
        mistakes.add(place, at(key), "", "is missing", keys.cureIfEmpty(key));
      }
    }
  }

  private boolean missing(String key) {
    boolean empty = values.isEmpty() && mistakes.on(path);
    return !empty
        && !keys.example(key).isEmpty()
        && !values.containsKey(key)
        && !mistakes.on(at(key));
  }

  /** What is made of a value; empty, with a mistake, where it is refused. */
  <T> Optional<T> check(Text text, Function<String, T> made) {
    try {
      return Optional.of(made.apply(text.value()));
    } catch (RuleException e) {
      mistakes.add(text, e);
      return Optional.empty();
    }
  }

  /** For values that are fine one by one and do not fit each other. */
  void refuse(RuleException e) {
    String key = e.key() == null ? "" : e.key();
    if (values.get(key) instanceof Text text) {
      mistakes.add(text, e);
    } else if (values.get(key) instanceof Text.Several several) {
      Text first = several.texts().get(0);
      mistakes.add(first.place(), at(key), "", e.problem(), e.cure());
    } else {
      mistakes.add(place, key.isEmpty() ? path : at(key), "", e.problem(), e.cure());
    }
  }

  /** Whether nothing is wrong with any of its values. */
  boolean sound() {
    return !mistakes.on(path);
  }

  String at(String key) {
    return path + "." + key;
  }
}

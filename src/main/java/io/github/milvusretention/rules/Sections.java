package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.values.Closest;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Binds the keys of sections with names, and makes of each what it describes. */
record Sections(Binding binding, Mistakes mistakes) {

  /**
   * By name, without those that have a mistake.
   *
   * @param check adds mistakes of values that do not fit each other, or the rest of the file
   * @param made what keys without a mistake describe; null for nothing
   */
  <K extends Record, T> Map<String, T> all(
      List<Section> sections,
      Class<K> type,
      BiConsumer<Section, K> check,
      BiFunction<String, K, @Nullable T> made) {
    Map<String, T> all = new LinkedHashMap<>();
    for (Section section : sections) {
      K keys = binding.bind(section, type);
      check.accept(section, keys);
      if (!mistakes.on(section.path())) {
        try {
          T one = made.apply(section.name(), keys);
          if (one != null) {
            all.put(section.name(), one);
          }
        } catch (RuleException e) {
          refuse(section, e.key(), e.problem(), e.cure());
        }
      }
    }
    return all;
  }

  /**
   * For values that are fine one by one and do not fit each other.
   *
   * @param key null for the section as a whole
   */
  void refuse(Section section, @Nullable String key, String problem, String cure) {
    List<Text> texts = key == null ? null : section.values().get(key);
    if (texts != null) {
      mistakes.add(texts.get(0), problem, cure);
    } else {
      String path = key == null ? section.path() : section.at(key);
      mistakes.add(section.place(), path, problem, cure);
    }
  }

  /**
   * The same name, if it is one of the file's.
   *
   * @param shown the name as it may be shown
   * @param one such as "cluster"
   */
  static String known(String name, String shown, String one, List<String> names) {
    if (!names.contains(name)) {
      String all = "the " + one + "s are " + String.join(", ", names);
      throw new RuleException(
          shown + " is not a " + one + " of this file", Closest.didYouMean(name, names, all));
    }
    return name;
  }
}

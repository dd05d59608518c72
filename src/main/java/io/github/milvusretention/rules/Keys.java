package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.ClusterKeys;
import io.github.milvusretention.rules.RulesFile.PolicyKeys;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys that are known in one place of the rules, read off {@link RulesFile}. */
final class Keys {
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]");

  static final Keys TOP = new Keys(RulesFile.class);
  static final Keys CLUSTER = new Keys(ClusterKeys.class);
  static final Keys POLICY = new Keys(PolicyKeys.class);

  private final Map<String, RecordComponent> components = new LinkedHashMap<>();
  private final Map<String, String> byUniform = new HashMap<>();

  private Keys(Class<? extends Record> section) {
    for (RecordComponent component : section.getRecordComponents()) {
      String key = dashed(component.getName());
      components.put(key, component);
      byUniform.put(uniform(key), key);
    }
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** As Spring Boot compares names: letters and digits, upper case or lower. */
  static String uniform(String text) {
    return OTHERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** In the order in which they are declared. */
  Set<String> names() {
    return components.keySet();
  }

  RecordComponent component(String key) {
    return Optional.ofNullable(components.get(key)).orElseThrow();
  }

  boolean isList(String key) {
    return component(key).getType() == List.class;
  }

  /** What could be written; empty for a key that may be left out. */
  String example(String key) {
    return component(key).getAnnotation(Key.class).example();
  }

  /** What to do about a key that has no value. */
  String cureIfEmpty(String key) {
    String example = example(key);
    return example.isEmpty()
        ? "write a value, or delete the line"
        : "write " + key + ": " + example;
  }

  /** The key that Spring Boot would read for this spelling, for example {@code keepNewest}. */
  Optional<String> find(String spelling) {
    return Optional.ofNullable(byUniform.get(uniform(spelling)));
  }

  /** What to do about a key that is not known here. */
  String cure(String spelling) {
    return Closest.to(spelling, names()).map(key -> "did you mean " + key + "?").orElse(listed());
  }

  String listed() {
    return "the keys here are " + String.join(", ", names());
  }
}

package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.ClusterSection;
import io.github.milvusretention.rules.RulesFile.PolicySection;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that are known in one place of the rules, read off {@link RulesFile}. */
final class Keys {
  static final Keys TOP = new Keys(RulesFile.class);
  static final Keys CLUSTER = new Keys(ClusterSection.class);
  static final Keys POLICY = new Keys(PolicySection.class);

  private final Map<String, Class<?>> types = new LinkedHashMap<>();

  private Keys(Class<? extends Record> section) {
    for (RecordComponent component : section.getRecordComponents()) {
      types.put(dashed(component.getName()), component.getType());
    }
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** In the order in which they are declared. */
  Set<String> names() {
    return Collections.unmodifiableSet(types.keySet());
  }

  boolean isList(String key) {
    return List.class.equals(types.get(key));
  }

  /** The key that Spring Boot would read for this spelling, for example {@code keepNewest}. */
  Optional<String> find(String spelling) {
    String uniform = KeyPath.uniform(spelling);
    return names().stream().filter(k -> KeyPath.uniform(k).equals(uniform)).findFirst();
  }

  /** What to do about a key that is not known here. */
  String cure(String spelling) {
    return Closest.to(spelling, names()).map(k -> "did you mean " + k + "?").orElse(listed());
  }

  String listed() {
    return "the keys here are " + String.join(", ", names());
  }
}

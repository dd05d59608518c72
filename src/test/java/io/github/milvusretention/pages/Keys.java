package io.github.milvusretention.pages;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The keys that the rules know. Another test holds the shipped file to them: it has every key, and
 * no other.
 */
final class Keys {
  private Keys() {}

  static Set<String> shipped() {
    // Each # right before a key only says that the line shows a default or an example.
    return of(
        Page.of(Path.of("config", "retention.yaml"))
            .text()
            .replaceAll("(?m)^( *)#(?=[a-z])", "$1"));
  }

  /** Those that a rules file uses. */
  static Set<String> of(String yaml) {
    Map<?, ?> retention = map(map(new Yaml().load(yaml)).get("retention"));
    Set<String> keys = new TreeSet<>();
    retention.forEach(
        (key, value) -> {
          keys.add(String.valueOf(key));
          if (key.equals("console")) {
            ofConsole(map(value), keys);
          } else if (value instanceof Map<?, ?> named) {
            named.values().forEach(section -> add(map(section), keys));
          }
        });
    return keys;
  }

  /** It has keys of its own, beneath two of which there are names. */
  private static void ofConsole(Map<?, ?> section, Set<String> keys) {
    section.forEach(
        (key, value) -> {
          keys.add(String.valueOf(key));
          if (key.equals("oidc")) {
            add(map(value), keys);
          } else if (value instanceof Map<?, ?> named) {
            named.values().forEach(each -> add(map(each), keys));
          }
        });
  }

  private static void add(Map<?, ?> section, Set<String> keys) {
    section.forEach(
        (key, value) -> {
          keys.add(String.valueOf(key));
          if (value instanceof Map<?, ?> beneath) {
            add(beneath, keys);
          }
        });
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }
}

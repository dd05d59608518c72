package io.github.milvusretention.schedule;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds rules from keys and values, as in a rules file. */
final class TestRules {
  /** The next fire time is years away, so that only tests fire it. */
  static final String LEAP_DAY = "0 15 3 29 2 ?";

  static final String EVERY_SECOND = "* * * * * ?";

  private final Map<String, Map<String, String>> policies = new LinkedHashMap<>();
  private @Nullable Path file;
  private String uri = "http://127.0.0.1:1";
  private String more = "";

  /** Adds lines beneath retention. */
  TestRules more(String lines) {
    more = lines;
    return this;
  }

  TestRules cluster(String uri) {
    this.uri = uri;
    return this;
  }

  TestRules policy(String name, String schedule, String zone) {
    return policy(name).value(name, "schedule", schedule).value(name, "zone", zone);
  }

  /** A policy without a schedule. */
  TestRules policy(String name) {
    policies.put(name, new LinkedHashMap<>());
    return value(name, "cluster", "local")
        .value(name, "collections", "quick_setup")
        .value(name, "partitions", "MMMM")
        .value(name, "keep", "P3M")
        .value(name, "still-written", "off")
        .value(name, "max-share", "75%")
        .value(name, "new-rules", "off");
  }

  /** Sets or replaces one value of a policy. */
  TestRules value(String policy, String key, String value) {
    policies.computeIfAbsent(policy, p -> new LinkedHashMap<>()).put(key, value);
    return this;
  }

  Rules rules() {
    return WrittenRules.yaml(text()).read();
  }

  /** The rules, from a file that a test may change. */
  RulesOnDisk onDisk() {
    write(text());
    return RulesOnDisk.read(file(), Map.of(), Instant.now());
  }

  Path file() {
    if (file == null) {
      try {
        file = Files.createTempFile("retention", ".yaml");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      file.toFile().deleteOnExit();
    }
    return file;
  }

  void write(String text) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file. */
  String text() {
    StringBuilder text = new StringBuilder("retention:\n  clusters:\n    local:\n");
    text.append("      uri: ").append(uri).append("\n");
    if (!policies.isEmpty()) {
      text.append("  policies:\n");
    }
    policies.forEach(
        (name, values) -> {
          text.append("    ").append(name).append(":\n");
          values.forEach(
              (key, value) ->
                  text.append("      %s: '%s'\n".formatted(key, value.replace("'", "''"))));
        });
    return text + more;
  }
}

package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Rules as a user has them: a YAML file, environment variables, system properties. */
final class WrittenRules {
  static final Instant NOW = Instant.parse("2026-11-24T03:15:00Z");

  private static final String SOUND =
      """
      retention:
        clusters:
          prod:
            uri: http://localhost:19530
        policies:
          quick-setup:
            cluster: prod
            collections: [quick_setup]
            partitions: ["MMMM"]
            keep: P3M
      """;

  private final String yaml;
  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();

  private WrittenRules(String yaml) {
    this.yaml = yaml;
  }

  static WrittenRules yaml(String yaml) {
    return new WrittenRules(yaml);
  }

  static WrittenRules sound() {
    return yaml(SOUND);
  }

  /** Sound rules with a line of the policy replaced. */
  static WrittenRules policyWith(String line) {
    String key = line.substring(0, line.indexOf(':') + 1);
    return yaml(
        SOUND.contains("      " + key + " ")
            ? SOUND.replaceFirst(
                "(?m)^      " + key + " .*\n", Matcher.quoteReplacement(indented(line)))
            : SOUND + indented(line));
  }

  /** Sound rules with these lines as their cluster. */
  static WrittenRules clusterWith(String... lines) {
    return yaml(SOUND.replace("      uri: http://localhost:19530\n", indented(lines)));
  }

  WrittenRules variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  WrittenRules property(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  StandardEnvironment environment() {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.replace(
        StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
        new MapPropertySource(
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties));
    sources.replace(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    try {
      // Of two documents in one file the later overrides, so it comes first.
      new YamlPropertySourceLoader()
          .load("retention.yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
          .forEach(
              document ->
                  sources.addAfter(
                      StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ConfigurationPropertySources.attach(environment);
    return environment;
  }

  Rules read() {
    return new RulesReader(environment(), NOW).read();
  }

  /** The lines of the message. */
  List<String> refused() {
    return mistakes().stream().map(Mistake::toString).toList();
  }

  List<Mistake> mistakes() {
    return catchThrowableOfType(RulesException.class, this::read).mistakes();
  }

  /** The rules, or the message. */
  String outcome() {
    try {
      return read().toString();
    } catch (RulesException e) {
      return String.join("\n", e.mistakes().stream().map(Mistake::toString).toList());
    }
  }

  /** The only line of the message. */
  String refusedOnce() {
    List<String> lines = refused();
    if (lines.size() != 1) {
      throw new AssertionError("expected one mistake, not\n" + String.join("\n", lines));
    }
    return lines.get(0);
  }

  private static String indented(String... lines) {
    return String.join("", Stream.of(lines).map(l -> "      " + l + "\n").toList());
  }
}

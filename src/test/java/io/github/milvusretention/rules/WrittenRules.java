package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusretention.rules.yaml.Mistake;
import io.github.milvusretention.rules.yaml.RulesException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Rules as a user has them: the text of a YAML file, and environment variables. */
public final class WrittenRules {
  static final String FILE = "rules.yaml";
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
  private final Map<String, String> variables = new LinkedHashMap<>();

  private WrittenRules(String yaml) {
    this.yaml = yaml;
  }

  public static WrittenRules yaml(String yaml) {
    return new WrittenRules(yaml);
  }

  public static WrittenRules sound() {
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

  /** Sound rules with a line on top of them, beneath retention. */
  public static WrittenRules topWith(String line) {
    return yaml(SOUND.replace("retention:\n", "retention:\n  " + line + "\n"));
  }

  /** Sound rules with these lines as their cluster. */
  static WrittenRules clusterWith(String... lines) {
    return yaml(SOUND.replace("      uri: http://localhost:19530\n", indented(lines)));
  }

  /** The keys that a policy can have. */
  public static Set<String> policyKeys() {
    return Keys.POLICY.names();
  }

  public WrittenRules variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** The rules. */
  public Rules read() {
    return RulesReader.read(FILE, yaml, variables, NOW);
  }

  /** The lines of the message. */
  List<String> refused() {
    return mistakes().stream().map(Mistake::toString).toList();
  }

  /** The same without the places in the file. */
  List<String> refusedAnywhere() {
    return refused().stream()
        .map(line -> line.replaceFirst("^rules\\.yaml:\\d+:\\d+: ", ""))
        .toList();
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

  /** The only line of the message, without its place in the file. */
  String refusedOnce() {
    List<String> lines = refusedAnywhere();
    if (lines.size() != 1) {
      throw new AssertionError("expected one mistake, not\n" + String.join("\n", lines));
    }
    return lines.get(0);
  }

  private static String indented(String... lines) {
    return String.join("", Stream.of(lines).map(l -> "      " + l + "\n").toList());
  }
}

package io.github.milvusretention.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts and the board that come with the program. */
public final class Monitoring {
  static final Path ALERTS = Path.of("config/prometheus/alerts.yaml");
  static final Path TESTS = Path.of("config/prometheus/alerts_test.yaml");
  private static final Path BOARD = Path.of("config/grafana/retention.json");
  private static final Pattern METRIC = Pattern.compile("\\bretention_[a-z_]+");

  private Monitoring() {}

  /** The rules of the alerts, as they are written. */
  static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : read(ALERTS).get("groups").values()) {
      alerts.addAll(group.get("rules").values());
    }
    return alerts;
  }

  /** What to do for each alert, as a person would type it. */
  public static List<String> cures() throws IOException {
    return alerts().stream()
        .map(alert -> alert.get("annotations").get("cure").stringValue())
        .map(cure -> cure.replace("{{ $labels.policy }}", "logs"))
        .toList();
  }

  /** A file of YAML. */
  static JsonNode read(Path file) throws IOException {
    Object yaml = new Yaml().load(Files.readString(file));
    return JsonMapper.shared().valueToTree(yaml);
  }

  static JsonNode board() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(BOARD));
  }

  /** What the board asks Prometheus, with the question of each variable. */
  static List<String> questions() throws IOException {
    List<String> questions = new ArrayList<>();
    board().findValues("expr").forEach(expr -> questions.add(expr.stringValue()));
    board()
        .get("templating")
        .get("list")
        .values()
        .forEach(variable -> questions.addAll(texts(variable.get("query"))));
    return questions;
  }

  private static List<String> texts(JsonNode query) {
    return query.isObject() ? List.of(query.get("query").stringValue()) : List.of();
  }

  /** Every metric of this program that a rule or the board names. */
  public static Set<String> metrics() throws IOException {
    List<String> questions = questions();
    alerts().forEach(alert -> questions.add(alert.get("expr").stringValue()));
    return questions.stream()
        .flatMap(question -> METRIC.matcher(question).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

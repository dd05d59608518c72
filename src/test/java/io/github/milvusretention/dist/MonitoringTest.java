package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Alerts and board are sound by themselves; that their metrics exist is a daemon's test. */
class MonitoringTest {
  private static final String PAGE =
      "https://github.com/milvusretention/milvus-retention/blob/main/src/site/markdown/handbook.md#";

  static List<JsonNode> alerts() throws IOException {
    return Monitoring.alerts();
  }

  @Test
  void prometheusTakesTheRules() throws Exception {
    Promtool.Ended check = Promtool.run("", "check", "rules", Monitoring.ALERTS.toString());

    assertThat(check.exit()).as(check.output()).isZero();
    assertThat(check.output()).contains(Monitoring.alerts().size() + " rules found");
  }

  @Slow
  @Test
  void eachAlertFiresWhereItShouldAndIsSilentBeside() throws Exception {
    Promtool.Ended test = Promtool.run("", "test", "rules", Monitoring.TESTS.toString());

    assertThat(test.exit()).as(test.output()).isZero();
  }

  @Test
  void theTestsKnowEachAlertFiringAndSilent() throws IOException {
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (JsonNode test : Monitoring.read(Monitoring.TESTS).get("tests").values()) {
      for (JsonNode question : test.get("promql_expr_test").values()) {
        String expr = question.get("expr").stringValue();
        (question.get("exp_samples").isEmpty() ? silent : firing)
            .add(expr.replaceAll(".*alertname=\"(\\w+)\".*", "$1"));
      }
    }
    Set<String> all = new TreeSet<>();
    Monitoring.alerts().forEach(alert -> all.add(alert.get("alert").stringValue()));

    assertThat(firing).isEqualTo(all);
    assertThat(silent).isEqualTo(all);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertSaysWhatItIsHowBadItIsAndWhatToDo(JsonNode alert) throws IOException {
    String name = alert.get("alert").stringValue();
    JsonNode says = alert.get("annotations");
    String page = says.get("runbook_url").stringValue();

    assertThat(alert.get("labels").get("severity").stringValue()).isIn("page", "ticket", "info");
    assertThat(says.get("summary").stringValue()).isNotBlank();
    assertThat(says.get("description").stringValue()).endsWith(".");
    assertThat(says.get("cure").stringValue()).matches("(milvus-retention|systemctl) .+");
    assertThat(page).startsWith(PAGE);
    assertThat(page.substring(PAGE.length())).isEqualTo(name.toLowerCase(Locale.ROOT));
    assertThat(Files.readAllLines(Path.of("src/site/markdown/handbook.md")))
        .contains("### " + name);
  }

  @Test
  void theBoardCanBeLoadedBesideOthers() throws IOException {
    JsonNode board = Monitoring.board();

    assertThat(board.get("uid").stringValue()).isEqualTo("milvus-retention");
    assertThat(board.get("templating").get("list").get(0).get("type").stringValue())
        .isEqualTo("datasource");
    assertThat(board.get("panels").values().stream().filter(panel -> panel.has("targets")))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            panel ->
                assertThat(panel.get("datasource").get("uid").stringValue())
                    .isEqualTo("${datasource}"));
  }

  /** Grafana's own words in them are numbers and durations to Prometheus. */
  @Test
  void prometheusTakesTheQuestionsOfTheBoard(@TempDir Path directory) throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n- name: board\n  rules:\n");
    for (JsonNode expr : Monitoring.board().findValues("expr")) {
      rules
          .append("  - record: board\n    expr: '")
          .append(expr.stringValue().replace("$__rate_interval", "5m").replace("'", "''"))
          .append("'\n    labels: {n: '")
          .append(rules.length())
          .append("'}\n");
    }
    Path file = Files.writeString(directory.resolve("board.yaml"), rules);

    Promtool.Ended check = Promtool.run("", "check", "rules", file.toString());

    assertThat(check.exit()).as(check.output()).isZero();
  }
}

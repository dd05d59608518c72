package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.AfterTest;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A week of daily partitions, of which a policy keeps five days. */
final class ForecastSetup {
  static final String DB = "default";
  static final String RULES =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
            token: ${MILVUS_TOKEN}
            max-calls-per-second: 1000
            retry-budget: 0s
        policies:
          days:
            cluster: local
            collections: [logs]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
            new-rules: off
            still-written: off
            schedule: "0 15 3 * * ?"
      """;

  final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(ForecastSetup::seed).start();
  final Installation here;

  ForecastSetup(Databases database, Path directory) {
    AfterTest.close(sandbox);
    here = new Installation(database, directory, sandbox).rules(RULES);
  }

  private static void seed(Sandbox sandbox) {
    sandbox.createCollection(DB, "logs");
    for (int day = 18; day <= 24; day++) {
      sandbox.createPartitions(DB, "logs", "p_2026_11_" + day);
    }
  }

  JsonNode forecast(String options) {
    Ended forecast = here.run("forecast " + options + " --output json");
    assertThat(forecast.exit()).as(forecast.all()).isZero();
    return forecast.only();
  }

  static String text(JsonNode node, String field) {
    return node.get(field).stringValue();
  }

  static Stream<String> names(JsonNode array, String field) {
    return array.values().stream().map(item -> text(item, field));
  }
}

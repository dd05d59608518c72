package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A cluster with seven months that are due, and what the commands tell of their runs. */
final class HistorySetup {
  static final String DB = "default";
  static final String DROP = "partitions/drop";

  final Sandbox sandbox = Installation.quickSetup();
  final Installation here;

  HistorySetup(Databases kind, Path directory) {
    here = new Installation(kind, directory, sandbox);
  }

  void failAtMarch() {
    sandbox.on(DROP).forPartition("march").react(Reaction.error(65535, "no disk left"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
  }

  List<JsonNode> runs() {
    Ended runs = here.run("runs --output json");
    assertThat(runs.exit()).as(runs.all()).isZero();
    return List.copyOf(runs.json().values());
  }

  JsonNode show(String what) {
    Ended show = here.run("show " + what + " --output json");
    assertThat(show.exit()).as(show.all()).isZero();
    return show.json();
  }

  static JsonNode item(JsonNode shown, String partition) {
    return shown.get("items").values().stream()
        .filter(item -> text(item, "partition").equals(partition))
        .findFirst()
        .orElseThrow();
  }

  static String text(JsonNode node, String field) {
    return node.get(field).stringValue();
  }

  static int number(JsonNode node, String field) {
    return node.get(field).intValue();
  }
}

package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A cluster with seven months that are due, and people who hold what is there. */
final class HoldSetup {
  static final String DB = "default";
  static final String COLLECTION = "quick_setup";
  static final String DROP = "partitions/drop";
  static final String RELEASE = "partitions/release";

  final Sandbox sandbox = Installation.quickSetup();
  final Installation here;

  HoldSetup(Databases kind, Path directory) {
    here = new Installation(kind, directory, sandbox);
  }

  /** Places one of ada, for an audit. */
  void hold(String options) {
    Ended added = here.run("hold add --owner ada --reason audit " + options);
    assertThat(added.exit()).as(added.all()).isZero();
  }

  JsonNode planned(String partition) {
    return here.run("plan --output json").only().get("partitions").values().stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .findFirst()
        .orElseThrow();
  }

  /** What a drop was asked for, in that order. */
  List<String> dropped() {
    return sandbox.callsTo(DROP).stream().map(Call::partition).toList();
  }
}

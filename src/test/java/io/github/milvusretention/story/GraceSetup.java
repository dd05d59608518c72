package io.github.milvusretention.story;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Six partitions that are due, of which three are loaded, and a policy that releases what it drops
 * a week later.
 */
final class GraceSetup {
  static final String DB = "default";
  static final String RELEASE = "partitions/release";
  static final String DROP = "partitions/drop";
  static final List<String> DUE =
      List.of("2026_01", "2026_02", "2026_03", "2026_04", "2026_05", "2026_06");
  static final String WITHOUT =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
            token: ${MILVUS_TOKEN}
            request-timeout: 5s
            max-calls-per-second: 1000
        policies:
          docs:
            cluster: local
            collections: [docs]
            partitions: [uuuu_MM]
            keep: P3M
            new-rules: off
            max-share: 100%
            still-written: off
      """;
  static final String WEEK = WITHOUT + "      grace: P7D\n";

  final Sandbox sandbox = Installation.cluster();
  final Installation here;

  GraceSetup(Databases database, Path directory) {
    here = new Installation(database, directory, sandbox).rules(WEEK);
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", DUE);
    sandbox.createPartitions(DB, "docs", "2026_10", "2026_11");
    sandbox.load(DB, "docs", "2026_04", "2026_05", "2026_06", "2026_11");
    sandbox.clearCalls();
  }

  int waitingInRepository() {
    return Integer.parseInt(here.database().ask("SELECT count(*) FROM retention_release").get(0));
  }

  List<String> released() {
    List<String> names = new ArrayList<>();
    for (Call call : sandbox.callsTo(RELEASE)) {
      names.addAll(call.partitions());
    }
    return names;
  }

  /** What the plan does with the expired partitions, each once. */
  List<String> actions() {
    return StreamSupport.stream(partitions().spliterator(), false)
        .filter(item -> !item.get("action").isNull())
        .map(item -> item.get("action").stringValue())
        .distinct()
        .collect(Collectors.toList());
  }

  String verdict(String partition) {
    return StreamSupport.stream(partitions().spliterator(), false)
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .map(item -> item.get("verdict").stringValue())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode partitions() {
    return here.run("plan --output json").only().get("partitions");
  }
}

package io.github.milvusretention.story;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;

/** A server that does not do at once what a run asks of it. */
final class PatienceSetup {
  static final String DB = "default";
  static final String DROP = "partitions/drop";
  static final String RELEASE = "partitions/release";

  final Sandbox sandbox = Installation.quickSetup();
  final Installation here;

  PatienceSetup(Databases database, Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  /** The calls for a partition, as {@code route OUTCOME}. */
  List<String> calls(long execution, String partition) {
    return here.ledger(execution).stream()
        .filter(item -> item.get("partition").stringValue().equals(partition))
        .flatMap(item -> item.get("calls").values().stream())
        .map(call -> call.get("route").stringValue() + " " + call.get("outcome").stringValue())
        .toList();
  }

  /** The policy has three collections, which go one after the other. */
  void twoMoreCollections() {
    here.rules(
        Installation.RULES.replace("[quick_setup]", "[quick_setup, alpha, beta]")
            + "      concurrency: 1\n");
    for (String name : List.of("alpha", "beta")) {
      sandbox.createCollection(DB, name);
      sandbox.createPartitions(
          DB, name, "january", "february", "march", "april", "october", "november");
    }
  }
}

package io.github.milvusretention.story;

import io.github.milvusretention.database.AfterTest;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Four months, two of them with rows, of a policy that asks for their contents. */
final class ContentSetup {
  static final String DB = "default";
  static final String QUERY = "entities/query";
  static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "${MILVUS_URI}", token: "${MILVUS_TOKEN}", retry-budget: 0s}
        policies:
          months:
            cluster: local
            collections: [docs]
            partitions: ["uuuu_MM"]
            keep: P3M
            new-rules: off
            keep-newest: 0
            max-share: 100%
            still-written: off
            content-check: {field: created_at, unit: seconds}
      """;

  final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(ContentSetup::seed).start();
  final Installation here;

  ContentSetup(Path directory) {
    AfterTest.close(sandbox);
    here = new Installation(Databases.H2, directory, sandbox).rules(RULES);
  }

  private static void seed(Sandbox sandbox) {
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "2026_01", "2026_02", "2026_03", "2026_11");
    sandbox.load(DB, "docs");
    sandbox.content(DB, "docs", "2026_01", row("1767225600"), row("1769903999"));
    sandbox.content(DB, "docs", "2026_02", row("1769904000"));
  }

  static String row(String createdAt) {
    return "{\"id\":1,\"secret\":\"s3cr3t-r0w\",\"created_at\":" + createdAt + "}";
  }

  /** The verdict of a partition and why. */
  static String reason(Ended plan, String partition) {
    JsonNode found =
        plan.only().get("partitions").values().stream()
            .filter(item -> item.get("partition").stringValue().equals(partition))
            .findFirst()
            .orElseThrow();
    return found.get("verdict").stringValue() + " " + found.get("reason").stringValue();
  }
}

package io.github.milvusretention.story;

import io.github.milvusretention.database.AfterTest;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;

/** A standing program whose policy days is to drop two of three days. */
final class DaysSetup {
  static final String DB = "default";
  private static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "%s", request-timeout: 5s}
        policies:
          days:
            cluster: local
            collections: [docs]
            partitions: ["'d_'uuuu_MM_dd"]
            keep: P90D
            still-written: off
            new-rules: off
            max-share: 100%%
      """;

  final Sandbox sandbox = Sandbox.builder().start();
  final Database database;
  final Standing program;

  DaysSetup(Databases kind, Path directory, CrashPoints crashPoints) {
    database = kind.createMigrated(directory.resolve("data"));
    AfterTest.close(sandbox);
    sandbox.clock(Standing.CLOCK);
    program = new Standing(database, directory, RULES.formatted(sandbox.uri()), crashPoints);
    AfterTest.close(program);
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "d_2026_01_01", "d_2026_01_02", "d_2026_11_01");
  }
}

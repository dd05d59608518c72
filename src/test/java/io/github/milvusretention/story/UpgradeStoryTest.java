package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A data directory that an earlier version wrote, for each version of the tables that was ever on
 * main. Each holds a finished run with nothing due, as of 2026-04-20, and one as of 2026-11-24 that
 * was killed after it had dropped january and february; they were written on 2026-11-26.
 */
class UpgradeStoryTest {
  private static final String DB = "default";

  /** The rules by which they were written. */
  private static final String RULES =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
        policies:
          docs:
            cluster: local
            collections: [quick_setup]
            partitions: [MMMM]
            keep: P3M
            max-share: 100%
            still-written: off
      """;

  private final Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16})
  void theUnfinishedRunOfTheFirstAndTheLastVersionGoesOn(int tables, @TempDir Path directory)
      throws IOException {
    theUnfinishedRunOfAnEarlierVersionGoesOn(tables, directory);
  }

  @Slow
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 12, 13})
  void theUnfinishedRunOfAnEarlierVersionGoesOn(int tables, @TempDir Path directory)
      throws IOException {
    unpack(tables, Files.createDirectories(directory.resolve("data")));
    sandbox.dropPartitions(DB, "quick_setup", "january", "february");
    sandbox.clearCalls();
    Installation here = Installation.onCopy(directory, sandbox).rules(RULES);
    here.itIs("2026-11-27T10:00:00Z");
    if (tables >= 11) {
      // Their sandbox listened on another port.
      here.database()
          .change("UPDATE retention_ledger SET server = '" + Cluster.server(sandbox.uri()) + "'");
    }

    Ended runs = here.run("runs --output json");
    assertThat(runs.exit()).as(runs.all()).isZero();
    assertThat(runs.json()).hasSize(2);
    assertThat(here.results(2))
        .startsWith("quick_setup/january DROPPED", "quick_setup/february DROPPED")
        .hasSize(7);

    Ended rerun = here.run("rerun 2 --output json");

    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(rerun.stackTrace()).isEmpty();
    assertThat(here.results(2)).hasSize(7).allMatch(result -> result.endsWith(" DROPPED"));
    assertThat(sandbox.callsTo("partitions/drop"))
        .extracting(Call::partition)
        .containsExactly("march", "april", "may", "june", "july");
    assertThat(here.run("show 2").out()).contains("before the upgrade");
    Ended next = here.run("run --output json");
    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(here.run("why january").out()).contains("DROPPED");
  }

  private static void unpack(int tables, Path data) throws IOException {
    String name = "/upgrade/tables-" + tables + ".zip";
    try (InputStream packed =
            Objects.requireNonNull(UpgradeStoryTest.class.getResourceAsStream(name), name);
        ZipInputStream files = new ZipInputStream(packed)) {
      for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        Files.copy(files, data.resolve(file.getName()));
      }
    }
  }
}

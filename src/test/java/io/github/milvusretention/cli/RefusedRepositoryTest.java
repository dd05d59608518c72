package io.github.milvusretention.cli;

import static io.github.milvusretention.cli.UsageSetup.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that could lose what is written is refused, before anything is contacted. */
class RefusedRepositoryTest {
  private final UsageSetup setup;
  private final Installation installation;

  RefusedRepositoryTest(@TempDir Path directory) {
    setup = new UsageSetup(directory);
    installation = setup.installation;
  }

  /** A run with that repository. */
  private Ended refused(String url, String... expected) {
    installation.variable("SPRING_DATASOURCE_URL", url);
    Ended ended = assertRefused(installation.run("run"), expected);
    assertThat(setup.sandbox.calls()).isEmpty();
    return ended;
  }

  @Test
  void aDataDirectoryThatH2WouldTakeForSettingsIsRefused() {
    Path data = setup.directory.resolve("d;INIT=x");
    installation.withOwnRepositoryFile().variable("RETENTION_DATA_DIR", data.toString());

    Ended ended = assertRefused(installation.run("runs"), data.toString(), "RETENTION_DATA_DIR");

    assertThat(ended.err()).doesNotContain("SPRING_DATASOURCE_URL");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(data).doesNotExist();
    setup.assertNothingStarted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:forgetful",
        "jdbc:h2:memFS:forgetful;WRITE_DELAY=0",
        "jdbc:h2:nioMemLZ:forgetful;WRITE_DELAY=0",
        "jdbc:h2:tcp://localhost:9092/mem:forgetful;WRITE_DELAY=0",
      })
  void anInMemoryRepositoryIsRefused(String url) {
    refused(url, "in-memory", "SPRING_DATASOURCE_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";WRITE_DELAY=500", ";write_delay=01;LOCK_TIMEOUT=10"})
  void aRepositoryWithAWriteDelayIsRefused(String settings, @TempDir Path elsewhere) {
    refused("jdbc:h2:async:" + elsewhere.resolve("late") + settings, "WRITE_DELAY=0");

    assertThat(elsewhere).as("nothing was contacted, and nothing made").isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:file:", "jdbc:h2:", "jdbc:h2:nio:"})
  void aRepositoryThatAnInterruptClosesIsRefused(String prefix, @TempDir Path elsewhere) {
    refused(prefix + elsewhere.resolve("own") + ";WRITE_DELAY=0", "jdbc:h2:async:");

    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void anUnsupportedDatabaseIsRefused() {
    Ended ended = refused("jdbc:mysql://localhost/nowhere?password=sesame", "PostgreSQL", "H2");

    assertThat(ended.err()).doesNotContain("sesame");
  }

  @Slow
  @Test
  void anUnreachableRepositoryIsNotAUsageError() {
    installation.variable(
        "SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/nowhere?loginTimeout=2");

    Ended ended = installation.run("run");

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.err()).contains("repository", "localhost:1");
    assertThat(ended.stackTrace()).isEmpty();
    assertThat(ended.out()).isEmpty();
    assertThat(setup.sandbox.calls()).isEmpty();
  }
}

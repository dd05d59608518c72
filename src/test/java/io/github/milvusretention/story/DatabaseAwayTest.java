package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job repository is not there when a command starts, or goes away under it. */
class DatabaseAwayTest {
  private static final String DROP = "partitions/drop";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Path directory;

  DatabaseAwayTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"run", "rerun", "rerun 1", "plan", "serve", "show 1", "check"})
  void nobodyAnswersAtTheAddress(String command) {
    Installation here = new Installation(Databases.POSTGRESQL, directory, sandbox);
    here.variable("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/retention");

    refused(here.run(command), "127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "rerun", "plan"})
  void theFolderOfTheFileDatabaseIsAFile(String command) throws IOException {
    Installation here = new Installation(Databases.H2, directory, sandbox);
    Path file = Files.writeString(directory.resolve("file"), "not a folder");
    here.variable("RETENTION_DATA_DIR", file.toString());

    unusable(here.run(command), file + " is a file", "RETENTION_DATA_DIR");
  }

  @Slow
  @Test
  void theFolderOfTheFileDatabaseOfADaemonIsAFile() throws IOException {
    theFolderOfTheFileDatabaseIsAFile("serve");
  }

  @Slow
  @Test
  void theFileDatabaseIsDamaged() throws IOException {
    Installation here = new Installation(Databases.H2, directory, sandbox);
    assertThat(here.run("runs").exit()).isZero();
    here.restart();
    Files.writeString(directory.resolve("data").resolve("retention.mv.db"), "damaged".repeat(2000));

    unusable(here.run("run"), "retention.mv.db", "damaged", "Restore");
  }

  @Slow
  @Test
  void theDatabaseDoesNotExist() {
    Installation here = new Installation(Databases.POSTGRESQL, directory, sandbox);
    here.variable("SPRING_DATASOURCE_URL", here.database().url() + "_not");

    refused(here.run("run"), "does not exist");
  }

  @Slow
  @Test
  void aPostgresThatShutsEverybodyOutInTheMiddleOfADropAndComesBack() {
    Installation here = new Installation(Databases.POSTGRESQL, directory, sandbox);
    here.variable("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "300");
    sandbox
        .on(DROP)
        .forPartition("march")
        .once()
        .react(Reaction.honest().before(call -> shutOut(here)));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue())
        .startsWith("the job repository failed: ")
        .contains("rerun");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.callsTo(DROP))
        .as("march's intent was written before; nothing is sent after it")
        .extracting(Call::partition)
        .containsExactly("january", "february", "march");

    refused(here.restart().run("rerun"), "not currently accepting connections");

    letIn(here);
    here.database().expireLeases();
    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("january", "february", "march", "april", "may", "june", "july");
  }

  private void refused(Ended ended, String reason) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
    assertThat(ended.err()).contains("the job repository cannot be reached: ", reason);
    assertThat(ended.stackTrace()).isEmpty();
    assertThat(ended.out()).isEmpty();
  }

  private static void unusable(Ended ended, String... words) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
    // Before it, serve logs that it prepares its port.
    assertThat(ended.err().lines().filter(line -> !line.contains("TomcatWebServer")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(words)
        .hasSizeLessThanOrEqualTo(400);
    assertThat(ended.out()).isEmpty();
  }

  private static void shutOut(Installation here) {
    String name = name(here);
    administer(here, "ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
    administer(
        here,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  private static void letIn(Installation here) {
    administer(here, "ALTER DATABASE " + name(here) + " WITH ALLOW_CONNECTIONS true");
  }

  private static String name(Installation here) {
    String url = here.database().url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static void administer(Installation here, String sql) {
    String url = here.database().url();
    String server = url.substring(0, url.lastIndexOf('/') + 1) + "postgres";
    try (Connection connection = DriverManager.getConnection(server, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}

package io.github.milvusretention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be is refused with one clear message, before anything is contacted. */
class UsageTest {
  private final Path directory;
  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
  private final Installation here;

  UsageTest(@TempDir Path directory) {
    this.directory = directory;
    here = new Installation(Databases.H2, directory, sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --as-of tomorrow | \"tomorrow\" is not an as-of",
        "plan --as-of 2026-02-30 | \"2026-02-30\" is not on the calendar",
        "plan --output xml | xml",
        "run --limit 3 | --limit",
        "runs --limit 0 | --limit counts from 1, not 0",
        "runs --limit many | many",
        "show | EXECUTION",
        "show first | first",
        "recover | EXECUTION",
        "rerun 1 2 | 2",
        "fly | fly",
        "run --policy | --policy",
      })
  void aBadCommandLineIsAnsweredAtOnce(String commandLine, String said) {
    assertRefused(here.run(commandLine), said);
    assertNothingWasStarted();
  }

  @Test
  void aReasonThatIsTooLongIsRefused() {
    assertRefused(here.run("run", "--reason", "r".repeat(501)), "500 characters, not 501");
    assertNothingWasStarted();
  }

  @Test
  void whatTheRulesOrTheHistoryDoNotKnowIsNamed() {
    assertRefused(here.run("run --as-of 2026-11-25"), "2026-11-25 lies in the future");
    assertRefused(here.run("run --policy nope"), "nope", "quick-setup");
    assertRefused(here.run("plan --policy nope"), "nope", "quick-setup");
    assertRefused(here.run("show 99"), "there is no run 99");
    assertRefused(here.run("rerun 99"), "there is no run 99");
    assertRefused(here.run("recover 99"), "there is no run 99");
    assertThat(sandbox.calls()).isEmpty();

    Ended ahead = here.run("plan --as-of 2026-11-25");
    assertThat(ahead.exit()).as("a plan may look ahead").isZero();
  }

  @Test
  void anAcceptanceIsForOnePolicy() {
    here.rules(
        Installation.RULES
            + """
                other:
                  cluster: local
                  collections: [other]
                  partitions: ["uuuu-MM"]
                  keep: P3M
            """);

    assertRefused(here.run("run --accept sha256:" + "0".repeat(64)), "--policy");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void missingRulesAreNamed() {
    String nowhere = directory.resolve("nowhere.yaml").toString();

    assertRefused(here.runExactly("--config", nowhere, "plan"), nowhere, "--config");
    assertNothingWasStarted();
  }

  @Test
  void allMistakesInTheRulesAreToldAtOnce() {
    here.rules(
        """
        retention:
          lease-tiem: 30s
          clusters:
            local:
              uri: ftp://somewhere
              request-timeout: 0s
          policies:
            one:
              cluster: prod
              collections: []
              colections: [docs]
              partitions: ["uuuu-dd"]
              keep: forever
              keep-newest: -1
              max-drops: none
              max-share: 150%
              zone: Mars/Olympus
              locale: xx-nonsense-language
              schedule: every night
              concurrency: 0
        """);

    for (String command : List.of("plan", "run", "check", "runs")) {
      assertRefused(
          here.run(command),
          "lease-tiem",
          "ftp://somewhere",
          "request-timeout",
          "prod",
          "collections",
          "colections",
          "uuuu-dd",
          "forever",
          "keep-newest",
          "none",
          "150%",
          "Mars/Olympus",
          "xx-nonsense-language",
          "every night",
          "concurrency");
    }
    assertNothingWasStarted();
  }

  @Test
  void rulesThatAreNotYamlAreRefusedWithTheLine() {
    here.rules("retention:\n  policies: [\n  clusters: }\n");

    assertRefused(here.run("run"), "not YAML", "line 3");
    assertNothingWasStarted();
  }

  @Test
  void aRepositoryThatForgetsIsRefused() {
    here.variable("SPRING_DATASOURCE_URL", "jdbc:h2:mem:forgetful");

    assertRefused(here.run("run"), "in-memory", "SPRING_DATASOURCE_URL");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aRepositoryThatWritesLateIsRefused(@TempDir Path elsewhere) {
    here.variable("SPRING_DATASOURCE_URL", "jdbc:h2:async:" + elsewhere.resolve("late"));

    assertRefused(here.run("run"), "WRITE_DELAY=0");
    assertThat(sandbox.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:file:", "jdbc:h2:", "jdbc:h2:nio:"})
  void aRepositoryThatAnInterruptClosesIsRefused(String prefix, @TempDir Path elsewhere) {
    here.variable("SPRING_DATASOURCE_URL", prefix + elsewhere.resolve("own") + ";WRITE_DELAY=0");

    assertRefused(here.run("run"), "jdbc:h2:async:");
    assertThat(sandbox.calls()).isEmpty();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aRepositoryOfAnotherKindIsRefused() {
    here.variable("SPRING_DATASOURCE_URL", "jdbc:mysql://localhost/nowhere?password=sesame");

    assertThat(assertRefused(here.run("run"), "PostgreSQL", "H2").err()).doesNotContain("sesame");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aRepositoryThatCannotBeReachedIsNoUsageError() {
    here.variable("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/nowhere?loginTimeout=2");

    Ended ended = here.run("run");

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.err()).contains("repository", "localhost:1");
    assertThat(ended.stackTrace()).isEmpty();
    assertThat(ended.out()).isEmpty();
    assertThat(sandbox.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "plan", "run", "rerun", "runs", "show", "recover", "check"})
  void everyCommandExplainsItself(String command) {
    Ended help = here.runExactly((command + " --help").strip().split(" "));

    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: milvus-retention").contains("--help");
    assertThat(help.err()).isEmpty();
    assertNothingWasStarted();
  }

  private static Ended assertRefused(Ended ended, String... said) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(2);
    assertThat(ended.err()).contains(said);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.stackTrace()).isEmpty();
    return ended;
  }

  private void assertNothingWasStarted() {
    assertThat(sandbox.calls()).isEmpty();
    assertThat(Files.exists(directory.resolve("data"))).as("a database was made").isFalse();
  }
}

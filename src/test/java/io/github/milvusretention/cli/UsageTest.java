package io.github.milvusretention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Invalid input is refused with one clear message, before anything is contacted. */
class UsageTest {
  private final Path directory;
  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
  private final Installation installation;

  UsageTest(@TempDir Path directory) {
    this.directory = directory;
    installation = Installation.withoutTables(Databases.H2, directory, sandbox);
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
        "run --limit 3 | there is no option --limit of the command run; milvus-retention help run",
        "plan --polcy x | there is no option --polcy of the command plan; did you mean --policy?",
        "forecast --as-fi keep=P1M | did you mean --as-if?",
        "hold add --reason r --expire 2027-01-01 | did you mean --expires?",
        "--policy quick-setup plan | there is no option --policy before a command; milvus-ret",
        "plna | there is no command plna; did you mean plan?",
        "hold lst | there is no command hold lst; did you mean list?",
        "help paln | there is no command paln; did you mean plan?",
        "help hold fly | there is no command hold fly; there are add, list, remove",
        "plan --only EXPIRD | --only",
        "plan --only EXPIRED -o json | --only is for tables",
        "runs --limit 0 | --limit must be at least 1, not 0",
        "runs --limit many | many",
        "show | EXECUTION",
        "show first | first",
        "recover | EXECUTION",
        "rerun 1 2 | the command rerun takes no further word such as 2; ",
        "fly | there is no command fly; milvus-retention help shows what there is",
        "run --policy | --policy",
      })
  void anInvalidCommandLineIsRefusedImmediately(String commandLine, String expected) {
    Ended refused = assertRefused(installation.run(commandLine), expected);

    assertThat(refused.err().lines()).as("a sentence, and no help text").hasSize(1);
    assertNothingStarted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan --as-of 2026-02-30 --output json",
        "plan -o json --policy nope",
        "show -o=json first",
        "plan --output=JSON --polcy x",
        "fly -ojson",
        "show 99 --output json",
      })
  void whereJsonIsAskedForAnErrorIsAnObject(String commandLine) {
    Ended refused = installation.run(commandLine);

    assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.errors()).hasSize(1);
    JsonNode error = refused.errors().get(0);
    assertThat(error.propertyNames()).containsExactly("code", "message");
    assertThat(error.get("code").intValue()).isEqualTo(2);
    assertThat(error.get("message").stringValue()).isNotBlank();
  }

  @Test
  void theRulesFileMayBeNamedAnywhere() throws IOException {
    String rules = directory.resolve("retention.yaml").toString();
    for (String line :
        List.of(
            "-c FILE check --offline",
            "check -c FILE --offline",
            "check --offline --config=FILE",
            "hold --config FILE list",
            "hold list -c FILE -o json")) {
      Ended ended = installation.runExactly(line.replace("FILE", rules).split(" "));

      assertThat(ended.exit()).as("%s: %s", line, ended.all()).isZero();
    }
    assertRefused(
        installation.runExactly("-c", rules, "check", "--offline", "--config", rules),
        "--config is given twice; give it once");
    assertRefused(
        installation.runExactly("check", "--offline", "-c", "/nowhere.yaml"), "/nowhere.yaml");
  }

  @Test
  void theFormatOfTheAnswerMayStandAnywhere() {
    for (String line :
        List.of(
            "-o json hold list",
            "hold -o json list",
            "hold list -o json",
            "-o table hold -o json list",
            "hold --output=table list --output=json")) {
      Ended ended = installation.run(line);

      assertThat(ended.exit()).as("%s: %s", line, ended.all()).isZero();
      assertThat(ended.json()).as(line).isEmpty();
    }
    assertThat(installation.run("hold -o json remove 1").errors())
        .as("so are its errors")
        .hasSize(1);
  }

  /** Whatever is added, its options can be given before it and after it. */
  @Test
  void whatStandsAboveACommandTakesTheOptionsThatMayStandAnywhere() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine program =
        RetentionCommand.commandLine(
            new CommandContext(UsageTest.class, Map.of(), Clock.systemUTC(), nowhere, nowhere));
    List<CommandLine> all = new ArrayList<>(List.of(program));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).getSubcommands().values());
    }
    for (CommandLine command : all) {
      CommandSpec spec = command.getCommandSpec();
      assertThat(spec.findOption("--config")).as(spec.qualifiedName()).isNotNull();
      assertThat(spec.findOption("-c")).as(spec.qualifiedName()).isNotNull();
      if (spec.findOption("--output") != null && spec.parent() != null) {
        assertThat(spec.parent().findOption("--output")).as(spec.qualifiedName()).isNotNull();
        assertThat(spec.parent().findOption("-o")).as(spec.qualifiedName()).isNotNull();
      }
    }
    assertThat(all).hasSizeGreaterThan(15);
  }

  @Test
  void helpShowsTheHelpOfACommand() {
    for (String command : List.of("plan", "hold", "hold add")) {
      Ended help = installation.runExactly(("help " + command).split(" "));

      assertThat(help.exit()).isZero();
      assertThat(help.out())
          .isEqualTo(installation.runExactly((command + " --help").split(" ")).out());
    }
    assertThat(installation.runExactly("help").out())
        .isEqualTo(installation.runExactly("--help").out());
    assertNothingStarted();
  }

  @Test
  void aReasonThatIsTooLongIsRefused() {
    assertRefused(installation.run("run", "--reason", "r".repeat(501)), "500 characters, not 501");
    assertNothingStarted();
  }

  @Test
  void unknownPoliciesAndRunsAreNamed() {
    assertRefused(installation.run("run --as-of 2026-11-25"), "2026-11-25 is in the future");
    assertRefused(installation.run("run --policy nope"), "nope", "quick-setup");
    assertRefused(installation.run("plan --policy nope"), "nope", "quick-setup");
    assertRefused(installation.run("show 99"), "there is no run 99");
    assertRefused(installation.run("rerun 99"), "there is no run 99");
    assertRefused(installation.run("recover 99"), "there is no run 99");
    assertRefused(installation.run("plan --policy quick-setpu"), "did you mean quick-setup?");
    assertRefused(
        installation.run("runs --policy nope"),
        "there is no policy nope in the rules, and no run of one is recorded; the policies are"
            + " [quick-setup]");
    assertRefused(installation.run("runs --policy quicksetup"), "did you mean quick-setup?");
    assertRefused(installation.run("why january --policy nope"), "no policy nope");
    assertThat(sandbox.calls()).isEmpty();

    Ended ahead = installation.run("plan --as-of 2026-11-25");
    assertThat(ahead.exit()).as("plan accepts a future date").isZero();
  }

  @Test
  void acceptAppliesToOnePolicy() {
    installation.rules(
        Installation.RULES
            + """
                other:
                  cluster: local
                  collections: [other]
                  partitions: ["uuuu-MM"]
                  keep: P3M
            """);

    assertRefused(installation.run("run --accept sha256:" + "0".repeat(64)), "--policy");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aMissingRulesFileIsNamed() {
    String nowhere = directory.resolve("nowhere.yaml").toString();

    assertRefused(installation.runExactly("--config", nowhere, "plan"), nowhere, "--config");
    assertNothingStarted();
  }

  @Test
  void allMistakesInTheRulesAreReportedTogether() {
    installation.rules(
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
          installation.run(command),
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
    assertNothingStarted();
  }

  @Test
  void rulesThatAreNotYamlAreRefusedWithTheLine() {
    installation.rules("retention:\n  policies: [\n  clusters: }\n");

    assertRefused(installation.run("run"), "retention.yaml:3:13: is not YAML");
    assertNothingStarted();
  }

  @Test
  void anOfflineCheckContactsNothing() {
    Ended ended = installation.run("check --offline");

    assertThat(ended.exit()).as(ended.all()).isZero();
    assertThat(ended.out()).contains("rules", "1 policy, no mistake");
    assertThat(ended.err()).isEmpty();
    assertRefused(installation.run("check --offline --policy nope"), "nope", "quick-setup");
    installation.variable("RETENTION_POLICIES_QUICKSETUP_KEEP", "90d");
    assertRefused(
        installation.run("check --offline"),
        "environment variable RETENTION_POLICIES_QUICKSETUP_KEEP:"
            + " retention.policies.quick-setup.keep: \"90d\" is neither",
        "write P90D",
        "1 mistake in " + directory.resolve("retention.yaml"));
    assertNothingStarted();
  }

  @Test
  void rulesMayLieUnderAnyName() throws IOException {
    for (String name :
        List.of("a b.yaml", "a#b", "a?b", "a;b", "[x].yaml", "${x}", "日本.yaml", "%41")) {
      Path file = Files.writeString(directory.resolve(name), Installation.RULES);
      Ended ended = installation.runExactly("--config", file.toString(), "check", "--offline");

      assertThat(ended.exit()).as(ended.all()).isZero();
    }
  }

  /** Under the locale C so is every letter beyond ASCII; this one is so everywhere. */
  @Test
  void aPathThatTheLocaleCannotHoldIsRefused() {
    String path = directory.resolve("rules") + "\ud800";

    Ended config = installation.runExactly("--config", path, "check", "--offline");
    assertRefused(
        config, "--config: ", "in the locale of this process; start it with LC_ALL=C.UTF-8");
    assertThat(config.err().lines()).hasSize(1);
    assertNothingStarted();

    installation.withOwnRepositoryFile().variable("RETENTION_DATA_DIR", path);
    Ended data = installation.run("runs");
    assertRefused(data, "RETENTION_DATA_DIR: ", "start it with LC_ALL=C.UTF-8");
    assertThat(data.err().lines()).hasSize(1);
    assertNothingStarted();
  }

  @Test
  void aDataDirectoryThatH2WouldTakeForSettingsIsRefused() {
    Path data = directory.resolve("d;INIT=x");
    installation.withOwnRepositoryFile().variable("RETENTION_DATA_DIR", data.toString());

    Ended ended = assertRefused(installation.run("runs"), data.toString(), "RETENTION_DATA_DIR");

    assertThat(ended.err()).doesNotContain("SPRING_DATASOURCE_URL");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(data).doesNotExist();
    assertNothingStarted();
  }

  @Test
  void rulesWhereSpringBootsSettingsGoAreRefused() {
    System.setProperty("retention.policies.quick-setup.keep", "P1M");
    try {
      assertRefused(
          installation.run("runs"),
          "retention.policies.quick-setup.keep is set in systemProperties, where rules are not"
              + " read; write it into the rules file");
    } finally {
      System.clearProperty("retention.policies.quick-setup.keep");
    }
    assertNothingStarted();
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
    installation.variable("SPRING_DATASOURCE_URL", url);

    assertRefused(installation.run("run"), "in-memory", "SPRING_DATASOURCE_URL");
    assertThat(sandbox.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";WRITE_DELAY=500", ";write_delay=01;LOCK_TIMEOUT=10"})
  void aRepositoryWithAWriteDelayIsRefused(String settings, @TempDir Path elsewhere) {
    installation.variable(
        "SPRING_DATASOURCE_URL", "jdbc:h2:async:" + elsewhere.resolve("late") + settings);

    assertRefused(installation.run("run"), "WRITE_DELAY=0");
    assertThat(sandbox.calls()).isEmpty();
    assertThat(elsewhere).as("nothing was contacted, and nothing made").isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:file:", "jdbc:h2:", "jdbc:h2:nio:"})
  void aRepositoryThatAnInterruptClosesIsRefused(String prefix, @TempDir Path elsewhere) {
    installation.variable(
        "SPRING_DATASOURCE_URL", prefix + elsewhere.resolve("own") + ";WRITE_DELAY=0");

    assertRefused(installation.run("run"), "jdbc:h2:async:");
    assertThat(sandbox.calls()).isEmpty();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void anUnsupportedDatabaseIsRefused() {
    installation.variable(
        "SPRING_DATASOURCE_URL", "jdbc:mysql://localhost/nowhere?password=sesame");

    assertThat(assertRefused(installation.run("run"), "PostgreSQL", "H2").err())
        .doesNotContain("sesame");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void anUnreachableRepositoryIsNotAUsageError() {
    installation.variable(
        "SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/nowhere?loginTimeout=2");

    Ended ended = installation.run("run");

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.err()).contains("repository", "localhost:1");
    assertThat(ended.stackTrace()).isEmpty();
    assertThat(ended.out()).isEmpty();
    assertThat(sandbox.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "serve", "plan", "run", "rerun", "runs", "show", "recover", "check", "help"})
  void everyCommandHasAHelpText(String command) {
    Ended help = installation.runExactly((command + " --help").strip().split(" "));

    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: milvus-retention").contains("--help");
    assertThat(help.err()).isEmpty();
    assertNothingStarted();
  }

  private static Ended assertRefused(Ended ended, String... expected) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(2);
    assertThat(ended.err()).contains(expected);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.stackTrace()).isEmpty();
    return ended;
  }

  private void assertNothingStarted() {
    assertThat(sandbox.calls()).isEmpty();
    assertThat(Files.exists(directory.resolve("data"))).as("a database was created").isFalse();
  }
}

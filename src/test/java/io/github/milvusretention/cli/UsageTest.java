package io.github.milvusretention.cli;

import static io.github.milvusretention.cli.UsageSetup.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** A command line that is not right is refused with one clear message, before anything is asked. */
class UsageTest {
  private final UsageSetup setup;
  private final Installation installation;

  UsageTest(@TempDir Path directory) {
    setup = new UsageSetup(directory);
    installation = setup.installation;
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
        "rnus plan | there is no command rnus; did you mean runs?",
        "hold | hold needs a command: add, list, remove",
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
    setup.assertNothingStarted();
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
    String rules = setup.directory.resolve("retention.yaml").toString();
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
    setup.assertNothingStarted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "serve", "plan", "run", "rerun", "runs", "show", "recover", "check", "help"})
  void everyCommandHasAHelpText(String command) {
    Ended help = installation.runExactly((command + " --help").strip().split(" "));

    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: milvus-retention").contains("--help");
    assertThat(help.err()).isEmpty();
    setup.assertNothingStarted();
  }

  @Test
  void aReasonThatIsTooLongIsRefused() {
    assertRefused(installation.run("run", "--reason", "r".repeat(501)), "500 characters, not 501");
    setup.assertNothingStarted();
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
    assertThat(setup.sandbox.calls()).isEmpty();

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
    assertThat(setup.sandbox.calls()).isEmpty();
  }
}

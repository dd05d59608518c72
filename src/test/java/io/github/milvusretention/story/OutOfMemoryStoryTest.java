package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A heap that is too small: one sentence, exit 1, and what was begun can be continued. */
@Slow
class OutOfMemoryStoryTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final String SENTENCE =
      "the memory of this process is used up (a heap of at most ";

  private final Path directory;
  private final Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start();
  private final Set<CrashPoint> full = EnumSet.noneOf(CrashPoint.class);

  OutOfMemoryStoryTest(@TempDir Path directory) {
    this.directory = directory;
    sandbox.clock(Standing.CLOCK);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LEASE_TAKEN", "PLAN_MADE"})
  void aRunThatUsesTheMemoryUpDropsNothingAndIsContinued(CrashPoint point) {
    String rules =
        Installation.RULES
            .replace("${MILVUS_URI}", sandbox.uri().toString())
            .replace("            token: ${MILVUS_TOKEN}\n", "")
            .replaceAll("(?m)^ *token:.*\n", "");
    try (Standing program =
        new Standing(
            Databases.H2.createMigrated(directory.resolve("data")),
            directory,
            rules,
            reached -> {
              if (full.remove(reached)) {
                throw new OutOfMemoryError("Java heap space");
              }
            })) {
      full.add(point);
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      RunReport report = run(program, err);

      assertThat(report.exit()).isEqualTo(RunExit.ERROR);
      assertThat(report.message()).startsWith(SENTENCE).contains("-Xmx").contains("rerun");
      assertThat(err.toString(StandardCharsets.UTF_8))
          .containsOnlyOnce(SENTENCE)
          .doesNotContain("\tat ")
          .doesNotContain("OutOfMemoryError");
      assertThat(sandbox.mutations()).isEmpty();

      assertThat(program.run("quick-setup", AS_OF).exit()).isEqualTo(RunExit.DONE);
      assertThat(sandbox.partitions("default", "quick_setup")).hasSize(6);
    }
  }

  private static RunReport run(Standing program, ByteArrayOutputStream err) {
    PrintStream realErr = System.err;
    try (PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setErr(captured);
      return program.run("quick-setup", AS_OF);
    } finally {
      System.setErr(realErr);
    }
  }

  @Test
  void aCommandThatUsesTheMemoryUpSaysSoInOneLine() throws IOException {
    Path rules = Files.writeString(directory.resolve("retention.yaml"), Installation.RULES);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandContext context =
        new CommandContext(
            MilvusRetention.class,
            Map.of("MILVUS_URI", "http://localhost:1", "MILVUS_TOKEN", "root:Milvus"),
            Standing.CLOCK,
            () -> false,
            () -> "",
            OptionalInt::empty,
            out,
            err,
            (command, onDisk, serve) -> {
              throw new OutOfMemoryError("Java heap space");
            });

    int exit = RetentionCommand.execute(context, "--config", rules.toString(), "plan");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).singleElement().asString().startsWith(SENTENCE);
  }
}

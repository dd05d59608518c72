package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop is done and confirmed by the server's list, and then its row cannot be written. */
@Slow
@EveryDatabase
class UnwrittenResultTest {
  private static final String DROP = "partitions/drop";
  private static final String POLICY = "quick-setup";
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");

  private final Sandbox sandbox = Installation.quickSetup();
  private final AtomicInteger confirmed = new AtomicInteger();
  private final Database database;
  private final Path directory;
  private Standing program;
  private Runnable atTheThird = () -> {};

  UnwrittenResultTest(Databases kind, @TempDir Path directory) {
    database = kind.createMigrated(directory.resolve("data"));
    this.directory = directory;
    program = program(Installation.ONE_BY_ONE);
  }

  private Standing program(String rules) {
    return new Standing(database, directory, sandbox, rules, this::watch);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  private void watch(CrashPoint moment) {
    if (moment == CrashPoint.DROP_CONFIRMED && confirmed.incrementAndGet() == 3) {
      atTheThird.run();
    }
  }

  @Test
  void whenTheLedgerWriteAfterAConfirmedDropFailsForGoodTheRunStopsAndARerunSettlesIt() {
    atTheThird = () -> program.line().cut();

    RunReport report = program.run(POLICY, AS_OF);

    assertThat(report.exit()).isEqualTo(RunExit.CLUSTER_UNUSABLE);
    assertThat(report.executionId()).isEqualTo(1);
    assertThat(report.counts().dropped()).as("as far as it is recorded").isEqualTo(2);
    program.line().mend();
    marchIsGoneAndNothingWasSentAfterIt();
    assertThat(database.ask("SELECT status FROM batch_job_execution"))
        .as("not even the run's end could be written")
        .containsExactly("STARTED");
    database.expireLeases();
    aRerunSettlesIt();
  }

  @Test
  void whenTheLedgerWriteAfterAConfirmedDropFailsOnceTheRunStopsAndARerunSettlesIt() {
    atTheThird = () -> program.line().plan(Line.Cut.at(1, false, false));

    RunReport report = program.run(POLICY, AS_OF);

    assertThat(report.exit()).isEqualTo(RunExit.CLUSTER_UNUSABLE);
    assertThat(report.message()).contains("the job repository failed");
    marchIsGoneAndNothingWasSentAfterIt();
    assertThat(database.ask("SELECT status FROM batch_job_execution")).containsExactly("FAILED");
    aRerunSettlesIt();
  }

  @Test
  void theResultsOfABatchThatCannotBeWrittenAreFoundOutByTheRerun() {
    program.close();
    program = program(Installation.RULES);
    atTheThird = () -> program.line().plan(Line.Cut.at(1, false, false));

    RunReport report = program.run(POLICY, AS_OF);

    assertThat(report.exit()).isEqualTo(RunExit.CLUSTER_UNUSABLE);
    assertThat(results())
        .as("the first goes alone")
        .startsWith("january DROPPED", "february DROP_SENT")
        .endsWith("june DROP_SENT", "july DROP_SENT");
    sandbox.clearCalls();
    assertThat(program.rerun(POLICY).orElseThrow().exit()).isEqualTo(RunExit.DONE);
    assertThat(results()).hasSize(7).allMatch(result -> result.endsWith(" DROPPED"));
    assertThat(sandbox.mutations()).isEmpty();
  }

  private void marchIsGoneAndNothingWasSentAfterIt() {
    assertThat(sandbox.partitions("default", "quick_setup")).doesNotContain("march");
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("january", "february", "march");
    assertThat(results())
        .containsExactly(
            "january DROPPED",
            "february DROPPED",
            "march DROP_SENT",
            "april PLANNED",
            "may PLANNED",
            "june PLANNED",
            "july PLANNED");
  }

  private void aRerunSettlesIt() {
    sandbox.clearCalls();

    RunReport report = program.rerun(POLICY).orElseThrow();

    assertThat(report.exit()).isEqualTo(RunExit.DONE);
    assertThat(report.counts().dropped()).isEqualTo(7);
    assertThat(results()).hasSize(7).allMatch(result -> result.endsWith(" DROPPED"));
    assertThat(sandbox.callsTo(DROP))
        .extracting(Call::partition)
        .containsExactly("april", "may", "june", "july");
  }

  private List<String> results() {
    return database.ask(
        "SELECT partition_name || ' ' || state FROM retention_ledger ORDER BY ordinal");
  }
}

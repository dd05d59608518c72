package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Line.Cut;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes away in the middle of a run, at one statement or commit after the other, and
 * comes back. Whatever was lost, the runs after it come to the end that an undisturbed one has.
 */
@Slow
@EveryDatabase
class LostLineTest {
  private static final String DB = "default";
  private static final String POLICY = "days";

  /** Odd, so that the kinds of cut go on alternating; the thorough tier cuts everywhere. */
  private static final int STEP = Tier.isThorough() ? 1 : 7;

  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final List<String> EXPIRED =
      List.of("a/d_2026_01_01", "a/d_2026_01_03", "b/d_2026_01_02");
  private static final List<String> KEPT =
      List.of("a/_default", "a/archive", "a/d_2026_11_01", "b/_default", "b/d_2026_11_02");
  private static final String RULES =
      """
      retention:
        clusters:
          local:
            uri: %s
            max-calls-per-second: 1000
            request-timeout: 5s
        policies:
          days:
            cluster: local
            collections: [a, b]
            partitions: ["'d_'uuuu_MM_dd"]
            keep: P90D
            still-written: off
            new-rules: off
            keep-newest: 0
            concurrency: 1
            max-share: 100%%
      """;

  private final Sandbox sandbox = Sandbox.builder().start();
  private final Databases kind;
  private final Standing program;
  private final Aside database;
  private final List<String> problems = new ArrayList<>();
  private String round = "";
  private int sentSinceTheCut;

  LostLineTest(Databases kind, @TempDir Path directory) throws SQLException {
    this.kind = kind;
    Database created = kind.createMigrated(directory.resolve("data"));
    sandbox.clock(Standing.CLOCK);
    program =
        new Standing(created, directory, RULES.formatted(sandbox.uri()), CrashPoints.UNWATCHED);
    database = new Aside(created);
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
    program.close();
    sandbox.close();
  }

  @Test
  void whereverTheDatabaseGoesAwayTheRunsAfterItEndAsIfItHadNot() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realErr = System.err;
    try (PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setErr(captured);
      everywhere();
    } finally {
      System.setErr(realErr);
    }
    String logged = err.toString(StandardCharsets.UTF_8);
    assertThat(problems).as(logged).isEmpty();
    assertThat(logged).contains("the job repository failed").doesNotContain("\tat ");
  }

  /**
   * A place for good on one kind of database is one for a moment on the other; commits whose answer
   * alone is lost are on one.
   */
  private void everywhere() {
    prepare();
    assertThat(program.run(POLICY, AS_OF).exit()).isEqualTo(RunExit.DONE);
    int total = program.line().sent();
    BitSet commits = program.line().commits();
    assertThat(total).isGreaterThan(100);
    assertThat(commits.cardinality()).isGreaterThan(50);
    // Not the same places on both.
    for (int number = 1 + kind.ordinal() * STEP / 2; number <= total; number += STEP) {
      boolean lasting = number % 2 == kind.ordinal() % 2;
      play(Cut.at(number, false, lasting));
      if (kind == Databases.POSTGRESQL && commits.get(number)) {
        play(Cut.at(number, true, !lasting));
      }
    }
  }

  private void play(Cut cut) {
    round = cut.toString();
    prepare();
    program.line().plan(cut);
    RunReport first = program.run(POLICY, AS_OF);
    boolean over = database.ask("SELECT status FROM batch_job_execution").contains("COMPLETED");
    expect(
        first.exit() == RunExit.CLUSTER_UNUSABLE && first.message().contains("rerun")
            || first.exit() == RunExit.DONE && over,
        "ended with " + first);
    program.line().mend();
    database.change(
        "UPDATE retention_lease SET expires_at = CURRENT_TIMESTAMP - 1 * INTERVAL '1' SECOND");
    expect(next().exit() == RunExit.DONE, "the next run is not done");
    expect(next().status().equals("ALREADY_DONE"), "the one after it is not already done");
    verify();
  }

  /** By rerun or by run, in turn. */
  private RunReport next() {
    boolean rerun = round.hashCode() % 2 == 0;
    Optional<RunReport> continued = rerun ? program.rerun(POLICY) : Optional.empty();
    return continued.orElseGet(() -> program.run(POLICY, AS_OF));
  }

  private void verify() {
    List<String> live = new ArrayList<>();
    for (String collection : List.of("a", "b")) {
      sandbox.partitions(DB, collection).forEach(name -> live.add(collection + "/" + name));
    }
    expect(live.equals(KEPT), "the server has " + live);
    List<String> dropped =
        database.ask(
            "SELECT collection_name || '/' || partition_name FROM retention_ledger"
                + " WHERE state = 'DROPPED' ORDER BY 1");
    expect(dropped.equals(EXPIRED), "DROPPED are " + dropped);
    List<String> sent =
        sandbox.callsTo("partitions/drop").stream()
            .map(call -> call.collection() + "/" + call.partition())
            .sorted()
            .toList();
    expect(sent.equals(EXPIRED), "the drops sent are " + sent);
    expect(sentSinceTheCut <= 1, "more than the one drop was sent whose intent was written");
  }

  private void prepare() {
    for (String table :
        List.of(
            "retention_call",
            "retention_earlier_plan",
            "retention_earlier_result",
            "retention_ledger",
            "retention_sighting",
            "retention_plan",
            "retention_lease",
            "batch_step_execution_context",
            "batch_step_execution",
            "batch_job_execution_context",
            "batch_job_execution_params",
            "batch_job_execution",
            "batch_job_instance")) {
      database.change("DELETE FROM " + table);
    }
    sandbox.reset();
    sandbox.createCollection(DB, "a");
    sandbox.createCollection(DB, "b");
    sandbox.createPartitions(DB, "a", "d_2026_01_01", "d_2026_01_03", "d_2026_11_01", "archive");
    sandbox.createPartitions(DB, "b", "d_2026_01_02", "d_2026_11_02");
    sandbox.load(DB, "a", "d_2026_01_01");
    sandbox.clearCalls();
    sandbox.on("partitions/release").react(Reaction.honest().before(this::released));
    sandbox.on("partitions/drop").react(Reaction.honest().before(this::dropped));
    sentSinceTheCut = 0;
    program.line().plan(null);
  }

  private void released(Call call) {
    expect(!program.line().isCut(), "released with the database away: " + call);
  }

  private void dropped(Call call) {
    sentSinceTheCut += program.line().isCut() ? 1 : 0;
    List<String> states =
        database.ask(
            "SELECT state FROM retention_ledger WHERE partition_name = '"
                + call.partition()
                + "' AND collection_name = '"
                + call.collection()
                + "' ORDER BY id DESC");
    expect(
        states.indexOf("DROP_SENT") == 0 && !states.contains("DROPPED"),
        "when " + call.partition() + " is dropped the ledger says " + states);
  }

  private void expect(boolean good, String otherwise) {
    if (!good) {
      problems.add(round + ": " + otherwise);
    }
  }
}

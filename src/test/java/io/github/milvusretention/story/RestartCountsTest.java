package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run ends at item N: exact counts at that boundary, and exact totals after the restart. */
@Slow
@EveryDatabase
class RestartCountsTest {
  private static final String DROP = "partitions/drop";
  private static final String DB = "default";
  private static final List<String> MONTHS =
      List.of("january", "february", "march", "april", "may", "june", "july");

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Database database;

  RestartCountsTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox);
    database = here.database();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void anItemThatFails(int n) {
    String item = MONTHS.get(n - 1);
    sandbox.on(DROP).forPartition(item).react(Reaction.error(65535, "no disk left"));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(6, 0, 0, 1));
    assertThat(results()).isEqualTo(results(n, "DROPPED", "FAILED", "DROPPED"));
    assertThat(dropped()).isEqualTo(MONTHS);
    assertThat(steps(1)).containsExactly("drop COMPLETED", "plan COMPLETED", "report FAILED");

    restart(List.of(item));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void anItemAtWhichTheClusterRefusesTheCredentials(int n) {
    sandbox.on(DROP).fromCall(n).react(Reaction.unauthenticated());

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(n - 1, 0, 0, 1, 7 - n));
    assertThat(results()).isEqualTo(results(n, "DROPPED", "FAILED", "PLANNED"));
    assertThat(dropped()).isEqualTo(MONTHS.subList(0, n));
    assertThat(steps(1)).containsExactly("drop COMPLETED", "plan COMPLETED", "report FAILED");

    restart(MONTHS.subList(n - 1, 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void anItemDuringWhichTheRunIsStopped(int n) {
    sandbox.on(DROP).fromCall(n).once().react(Reaction.honest().before(call -> askToStop()));

    Ended ran = here.run("run --output json");

    boolean last = n == 7;
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(n, 0, 0, 0, 7 - n));
    assertThat(results()).isEqualTo(results(n, "DROPPED", "DROPPED", "PLANNED"));
    assertThat(dropped()).isEqualTo(MONTHS.subList(0, n));
    assertThat(ran.exit()).as("after the last there is nothing to stop").isEqualTo(last ? 0 : 3);
    assertThat(ran.only().get("status").stringValue()).isEqualTo(last ? "COMPLETED" : "STOPPED");
    if (!last) {
      assertThat(steps(1)).containsExactly("drop STOPPED", "plan COMPLETED");
      restart(MONTHS.subList(n, 7));
    }
  }

  @Test
  void aStopDuringADropThatHangsComesAfterThatCall() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    sandbox
        .on(DROP)
        .forPartition("march")
        .once()
        .react(Reaction.hang().before(call -> hanging.countDown()));
    CompletableFuture<Ended> run =
        CompletableFuture.supplyAsync(() -> here.run("run --output json"));
    hanging.await();
    askToStop();
    assertThat(run).as("it is waited for").isNotDone();

    sandbox.heal();
    Ended ran = run.join();

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.only().get("status").stringValue()).isEqualTo("STOPPED");
    assertThat(results()).isEqualTo(results(3, "DROPPED", "DROPPED", "PLANNED"));
    restart(MONTHS.subList(3, 7));
  }

  /** In parallel each collection has its own boundary; together they have exact ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anItemDuringWhichSeveralCollectionsAreStopped(int n) {
    List<String> others = List.of("other_1", "other_2", "other_3");
    for (String other : others) {
      sandbox.createCollection(DB, other);
      sandbox.createPartitions(DB, other, "january", "february", "november");
    }
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, \"other_*\"]")
            .replace("max-share: 75%", "max-share: 100%\n      concurrency: 2"));
    AtomicInteger sentAtStop = new AtomicInteger();
    sandbox
        .on(DROP)
        .fromCall(n)
        .once()
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      askToStop();
                      sentAtStop.set(sandbox.callsTo(DROP).size());
                    }));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.only().get("status").stringValue()).isEqualTo("STOPPED");
    int sent = sandbox.callsTo(DROP).size();
    assertThat(sent)
        .as("of the other collection one drop may have been in hand")
        .isBetween(sentAtStop.get(), sentAtStop.get() + 1);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(sent, 0, 0, 0, 13 - sent));
    assertThat(results().stream().filter(result -> result.endsWith("PLANNED"))).hasSize(13 - sent);

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(13, 0, 0, 0));
    assertThat(sandbox.callsTo(DROP)).as("each once").hasSize(13);
    assertThat(here.run("run --output json").only().get("status").stringValue())
        .isEqualTo("ALREADY_DONE");
  }

  /** The collections that were finished are not touched again; the one that failed goes on. */
  @Test
  void oneCollectionThatFails() {
    sandbox.createCollection(DB, "archive");
    sandbox.createPartitions(DB, "archive", "january", "february", "november");
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, archive]")
            .replace("max-share: 75%", "max-share: 100%"));
    sandbox.on(DROP).onCollection("archive").react(Reaction.error(65535, "no disk left"));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 2));
    assertThat(steps(1)).containsExactly("drop COMPLETED", "plan COMPLETED", "report FAILED");
    sandbox.heal();
    sandbox.clearCalls();

    Ended rerun = here.run("rerun --output json");

    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(9, 0, 0, 0));
    assertThat(steps(2)).containsExactly("drop COMPLETED", "report COMPLETED");
    assertThat(sandbox.calls()).noneMatch(call -> call.collection().equals("quick_setup"));
  }

  private void restart(List<String> left) {
    sandbox.heal();
    sandbox.clearCalls();

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).isZero();
    assertThat(rerun.only().get("attempt").intValue()).isEqualTo(1);
    assertThat(Figures.of(rerun.only())).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(dropped()).isEqualTo(left);
    assertThat(results()).isEqualTo(results(7, "DROPPED", "DROPPED", "DROPPED"));
    assertThat(steps(2)).containsExactly("drop COMPLETED", "report COMPLETED");
    assertThat(sandbox.partitions(DB, "quick_setup")).doesNotContainAnyElementsOf(MONTHS);
  }

  private void askToStop() {
    assertThat(database.change("UPDATE retention_lease SET stop_requested = TRUE")).isEqualTo(1);
  }

  private List<String> dropped() {
    return sandbox.callsTo(DROP).stream().map(Call::partition).toList();
  }

  private List<String> results() {
    return database.ask(
        "SELECT partition_name || ' ' || state FROM retention_ledger ORDER BY ordinal");
  }

  /** This for all before the n-th, counted from 1, that for it, and the last for all after it. */
  private static List<String> results(int n, String before, String at, String after) {
    List<String> results = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      results.add(MONTHS.get(i - 1) + " " + (i < n ? before : i == n ? at : after));
    }
    return results;
  }

  /** The steps of an execution with their status. */
  private List<String> steps(long execution) {
    return database
        .ask(
            "SELECT step_name || ' ' || status FROM batch_step_execution WHERE job_execution_id = "
                + execution)
        .stream()
        .sorted()
        .toList();
  }
}

package io.github.milvusretention.console.confirm;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever accepts a plan accepts the figures that were shown, also those that its digest does not
 * have: it has what goes, and not what stays, nor what clocks show.
 */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresShownTest {
  private static final String DB = "default";

  private Desk desk;
  private Visit ada;
  private Visit eve;
  private int day = 1;

  @BeforeAll
  void start(@TempDir Path directory) {
    desk = new Desk(directory);
    ada = desk.visit("ada");
    eve = desk.visit("eve");
  }

  @BeforeEach
  void anotherDay() {
    desk.days("other", YearMonth.of(2024, day));
    desk.milvus.clearCalls();
    desk.itIs("2026-11-%02dT10:00:00Z".formatted(day++));
    desk.clusterIsBehind(Duration.ZERO);
  }

  @AfterEach
  void quiet() {
    desk.quiet();
  }

  @AfterAll
  void end() {
    desk.close();
  }

  private PastExecution ended(long run) {
    History history = desk.bean(History.class);
    await().atMost(1, MINUTES).until(() -> history.past(run).orElseThrow().exit() != null);
    return history.past(run).orElseThrow();
  }

  private long refusedRun() {
    long run = ada.submit("/policies/strict/run", Map.of()).run();
    assertThat(ended(run).exit()).isEqualTo(RunExit.GUARD_REFUSED);
    desk.quiet();
    return run;
  }

  private Map<String, String> form(long run) {
    return eve.form("/runs/" + run + "/accept", Map.of("number", "7", "reason", "fine"));
  }

  private void stay(int from, int to) {
    for (int october = from; october <= to; october++) {
      desk.milvus.dropPartitions(DB, "other", "202610%02d".formatted(october));
    }
  }

  /** Neither at the page nor if it moves between the page and the plan of the run. */
  private void isNotAccepted(long run, Map<String, String> shown, String guard, String now) {
    Answer answer = eve.post("/runs/" + run + "/accept", shown);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text())
        .contains("guards refuse the plan by other figures than were shown", guard, now);
    assertThat(form(run).get("digest")).as("the plan").isEqualTo(shown.get("digest"));
    RunReport between = accepted(run, shown);
    assertThat(between.exit()).isEqualTo(RunExit.GUARD_REFUSED);
    assertThat(between.message()).contains("or by another figure: " + guard + "; nothing was");
    assertThat(desk.milvus.mutations()).isEmpty();
    long accepted = eve.post("/runs/" + run + "/accept", form(run)).run();
    assertThat(ended(accepted).exit()).isEqualTo(RunExit.DONE);
  }

  /** What the run does whose plan was looked at a moment before. */
  private RunReport accepted(long run, Map<String, String> shown) {
    RunKey key = ended(run).run();
    return desk.bean(Runner.class)
        .rerun(
            key,
            new RunRequest(
                    key.policy(),
                    key.asOf(),
                    false,
                    shown.get("digest"),
                    new RunOrigin(Trigger.RERUN, "grace@console", "fine"))
                .shown(Objects.requireNonNull(shown.get("guards"))),
            LaunchPermit.ALWAYS);
  }

  @Test
  void aLargerShareOfWhatIsThereIsAnotherFigure() {
    stay(1, 3);
    long run = refusedRun();
    Map<String, String> shown = form(run);

    stay(4, 4);

    isNotAccepted(run, shown, "max-share", "max-share allows 75%, not 7 of 8 (87.5%)");
  }

  @Test
  void aClockThatIsFurtherAwayIsAnotherFigure() {
    desk.clusterIsBehind(Duration.ofHours(2));
    long run = refusedRun();
    Map<String, String> shown = form(run);

    desk.clusterIsBehind(Duration.ofDays(30));

    isNotAccepted(run, shown, "clock", "clock allows 5m, not 30d ahead of cluster local");
  }

  @Test
  void aClockIsNotAskedForToTheSecond() {
    desk.clusterIsBehind(Duration.ofHours(2));
    long run = refusedRun();
    Map<String, String> shown = form(run);

    desk.clusterIsBehind(Duration.ofHours(2).plusMinutes(3));

    long accepted = eve.post("/runs/" + run + "/accept", shown).run();
    assertThat(ended(accepted).exit()).isEqualTo(RunExit.DONE);
  }

  @Test
  void moreThatGoesIsAnotherPlan() {
    long run = refusedRun();
    Map<String, String> shown = form(run);

    desk.milvus.createPartitions(DB, "other", "20240131");

    Answer answer = eve.post("/runs/" + run + "/accept", shown);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("the plan is no longer the one that was shown");
    Map<String, String> names = new HashMap<>(form(run));
    names.put("guards", "max-drops");
    assertThat(eve.post("/runs/" + run + "/accept", names).text())
        .as("the names alone tell no figure")
        .contains("guards refuse the plan by other figures than were shown (shown: none");
    assertThat(desk.milvus.mutations()).isEmpty();
  }
}

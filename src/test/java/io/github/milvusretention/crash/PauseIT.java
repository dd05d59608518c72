package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that was paused for longer than its lease finds its work done by another. */
class PauseIT {
  @ParameterizedTest
  @CsvSource({
    "H2, INTENT_WRITTEN",
    "POSTGRESQL, INTENT_WRITTEN",
    "POSTGRESQL, RELEASE_ANSWERED",
    "POSTGRESQL, PLAN_MADE",
  })
  void aProcessThatWakesAfterItsLeaseSendsNothingMore(
      Databases database, CrashPoint moment, @TempDir Path directory) {
    Random random = new Random(3);
    try (Stage stage = new Stage(database, directory, random)) {
      stage.setUp(Scene.create(0, random, stage.sandbox()));
      Scene scene = Scene.create(1, random, stage.sandbox());
      // One thread: another one, stopped amid a transaction, would keep its row locks for a minute.
      stage.rules(scene.rules(stage.sandbox(), "5s") + "      concurrency: 1\n");
      stage.sandbox().clearCalls();
      // A connection of this test's own: else a paused process would take an H2 with it.
      stage.look(() -> play(stage, scene, moment));
    }
  }

  private static void play(Stage stage, Scene scene, CrashPoint moment) {
    List<String> run = List.of("run", "--as-of", scene.asOf().toString());
    ChildProcess paused = stage.start(new LastMoment(moment, 1, false), run);
    paused.awaitOutput(LastMoment.STANDING);
    paused.signal("STOP");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stage.records().liveLeases().isEmpty());
    Stage.Ended second = stage.play(null, run);
    assertThat(second.exit()).as(second.output()).isZero();
    List<String> results = stage.records().results(scene.policy());
    List<Call> sent = stage.sandbox().mutations();

    paused.signal("CONT");
    paused.goOn();

    assertThat(paused.awaitExit()).as(paused.output()).isEqualTo(5);
    assertThat(stage.sandbox().mutations()).isEqualTo(sent);
    assertThat(stage.records().results(scene.policy())).isEqualTo(results);
    assertThat(scene.live(stage.sandbox())).isEqualTo(scene.kept());
    assertThat(stage.records().executions(scene.policy())).containsExactly("FAILED", "COMPLETED");
    assertThat(stage.records().unfinished()).isEmpty();
  }
}

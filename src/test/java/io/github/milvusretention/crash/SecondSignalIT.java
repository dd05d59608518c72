package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A first signal waits for the drop in hand; a second ends the process at once, losing nothing. */
class SecondSignalIT {
  /** SIGINT is handled alike, but what a shell starts in the background is deaf to it. */
  private static final String SIGNAL = "TERM";

  /** As a shell reports a process that a signal ended: 128 and the signal's number. */
  private static final int ENDED_BY_IT = 143;

  @ParameterizedTest
  @EnumSource
  void theSecondSignalEndsARunAtOnceThoughADropHangs(Databases database, @TempDir Path directory)
      throws InterruptedException {
    Random random = new Random(5);
    try (Stage stage = new Stage(database, directory, random)) {
      stage.setUp(Scene.create(0, random, stage.sandbox()));
      Scene scene = Scene.create(1, random, stage.sandbox());
      stage.rules(scene.rules(stage.sandbox(), "30s") + "      concurrency: 1\n");
      Sandbox sandbox = stage.sandbox();
      sandbox.heal();
      sandbox.clearCalls();
      CountDownLatch hanging = new CountDownLatch(1);
      sandbox
          .on("partitions/drop")
          .fromCall(2)
          .once()
          .react(Reaction.hang().before(call -> hanging.countDown()));

      List<String> run = List.of("run", "--as-of", scene.asOf().toString());
      ChildProcess child = stage.start(null, run);
      hanging.await();
      child.signal(SIGNAL);
      child.awaitOutput("the same again to end at once");
      assertThat(child.process().isAlive()).as("it waits for the drop").isTrue();
      child.signal(SIGNAL);

      assertThat(child.awaitExit()).as(child.output()).isEqualTo(ENDED_BY_IT);
      stage.look(() -> assertThat(stage.records().dropped(scene.policy())).hasSize(1));
      // The drop was on its way, and takes effect after its sender is gone.
      sandbox.heal();
      stage.expireLeases();
      Stage.Ended rerun = stage.play(null, List.of("rerun"));

      assertThat(rerun.exit()).as(rerun.output()).isZero();
      stage.look(() -> audit(stage, scene));
    }
  }

  private static void audit(Stage stage, Scene scene) {
    List<String> drops =
        stage.sandbox().callsTo("partitions/drop").stream().map(SecondSignalIT::name).toList();
    assertThat(drops).as("each once").containsExactlyInAnyOrderElementsOf(scene.expired());
    assertThat(scene.live(stage.sandbox())).isEqualTo(scene.kept());
    assertThat(stage.records().results(scene.policy()))
        .isEqualTo(scene.expired().stream().map(name -> name + " DROPPED").toList());
    assertThat(stage.records().executions(scene.policy())).containsExactly("FAILED", "COMPLETED");
    assertThat(stage.records().unfinished()).isEmpty();
    assertThat(stage.records().liveLeases()).isEmpty();
  }

  private static String name(Call call) {
    return call.collection() + "/" + call.partition();
  }
}

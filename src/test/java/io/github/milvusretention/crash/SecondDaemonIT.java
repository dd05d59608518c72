package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedules in an H2 file are one daemon's: real processes on one file. */
class SecondDaemonIT {
  private static final String UP = " scheduled: ";

  @Test
  void aSecondOneIsRefusedWhileTheFirstIsUpAndLetInOnceThatIsKilled(@TempDir Path directory) {
    Random random = new Random(5);
    try (Stage stage = new Stage(Databases.H2, directory, random)) {
      stage.setUp(Scene.create(0, random, stage.sandbox()));
      Scene scene = Scene.create(1, random, stage.sandbox());
      stage.rules(scene.rules(stage.sandbox(), "30s") + "      schedule: \"0 15 3 29 2 ?\"\n");
      ChildProcess first = stage.serve();
      try {
        first.awaitOutput(UP);
        ChildProcess second = stage.serve();
        assertThat(second.awaitExit()).as(second.output()).isEqualTo(5);
        assertThat(second.output())
            .contains("another daemon serves this H2 database: ", "@", "Stop that one first")
            .doesNotContain("\tat ", "Exception", UP);
        assertThat(first.process().isAlive()).isTrue();

        Stage.Ended command = stage.play(null, List.of("run", "--as-of", scene.asOf().toString()));
        assertThat(command.exit()).as(command.output()).isZero();
        assertThat(scene.live(stage.sandbox())).isEqualTo(scene.kept());
      } finally {
        first.kill();
      }
      ChildProcess third = stage.serve();
      try {
        third.awaitOutput(UP);
        assertThat(third.endsWithin(Duration.ofSeconds(1))).as(third.output()).isFalse();
        third.signal("TERM");
        assertThat(third.awaitExit()).as(third.output()).isZero();
      } finally {
        third.kill();
      }
    }
  }
}

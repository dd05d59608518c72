package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few firings; {@link DaemonRounds} runs any number of them. */
class DaemonIT {
  @Test
  void everyFiringIsCompletedOnceAlthoughDaemonsDie(@TempDir Path directory) {
    assertThat(DaemonRounds.play(directory, 4, 30, 20261124)).isEmpty();
  }
}

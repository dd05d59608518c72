package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few firings; {@link DaemonRounds} runs any number of them. */
@Slow
class DaemonIT {
  @Test
  void eachFiringIsCompletedOnceThoughDaemonsDie(@TempDir Path directory) {
    assertThat(DaemonRounds.play(directory, 3, 20261124)).isEmpty();
  }
}

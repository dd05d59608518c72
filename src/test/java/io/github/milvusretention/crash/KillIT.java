package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few rounds; {@link KillRounds} runs any number of them. */
class KillIT {
  private static final int ROUNDS = 1;

  /** A seed whose first crash points are those around the drop. */
  private static final long SEED = 21;

  @ParameterizedTest
  @EnumSource
  void nothingIsLostAndNothingIsDroppedTwice(Databases database, @TempDir Path directory) {
    assertThat(KillRounds.play(database, directory, ROUNDS, SEED)).isEmpty();
  }
}

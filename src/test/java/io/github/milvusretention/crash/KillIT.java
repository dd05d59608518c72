package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few rounds; {@link KillRounds} runs any number of them. */
class KillIT {
  private static final int ROUNDS = 1;

  /** A seed whose first crash points are those around the drop. */
  private static final long SEED = 21;

  @Test
  void nothingIsLostAndNothingIsDroppedTwice(@TempDir Path directory) {
    assertThat(KillRounds.play(Databases.H2, directory, ROUNDS, SEED)).isEmpty();
  }

  @Slow
  @Test
  void norIsItOnPostgresql(@TempDir Path directory) {
    assertThat(KillRounds.play(Databases.POSTGRESQL, directory, ROUNDS, SEED)).isEmpty();
  }
}

package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A round on each database in the suite; {@link KillRounds} plays as many as one likes. */
class KillIT {
  private static final int ROUNDS = 1;

  /** One whose first moment is one of those around the drop itself. */
  private static final long SEED = 21;

  @ParameterizedTest
  @EnumSource
  void nothingIsLostAndNothingIsDroppedTwice(Databases database, @TempDir Path directory) {
    assertThat(KillRounds.play(database, directory, ROUNDS, SEED)).isEmpty();
  }
}

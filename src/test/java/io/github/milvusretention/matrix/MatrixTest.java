package io.github.milvusretention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of every route once; {@link WholeMatrix} runs all combinations. */
class MatrixTest {
  private static final int SAMPLE = Tier.isThorough() ? 1 : 8;
  private static final int FEW = 20;

  private static List<FaultCase> every(int step) {
    List<FaultCase> all = Matrix.eachOnce();
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }

  @Test
  void aFewFaultsLeadToNoWrongResult(@TempDir Path directory) {
    assertThat(Matrix.run(Databases.H2, directory, every(FEW))).isEmpty();
  }

  @Slow
  @Test
  void noFaultLeadsToAWrongResult(@TempDir Path directory) {
    assertThat(Matrix.run(Databases.H2, directory, every(1))).isEmpty();
  }

  @Slow
  @Test
  void noFaultLeadsToAWrongResultOnPostgresql(@TempDir Path directory) {
    assertThat(Matrix.run(Databases.POSTGRESQL, directory, every(SAMPLE))).isEmpty();
  }

  @Test
  void theSelectionCoversEveryServerRouteFaultFrequencyAndScope() {
    List<FaultCase> chosen = Matrix.eachOnce();

    assertThat(chosen).extracting(FaultCase::server).contains(Server.values());
    assertThat(chosen).extracting(FaultCase::frequency).contains(Frequency.values());
    assertThat(chosen).extracting(FaultCase::scope).contains(Scope.values());
    assertThat(chosen).extracting(FaultCase::route).contains(Route.values());
    assertThat(chosen).extracting(FaultCase::fault).contains(ServerFault.values());
  }
}

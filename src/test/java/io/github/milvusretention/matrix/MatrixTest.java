package io.github.milvusretention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of every route once; {@link WholeMatrix} has them in every combination. */
class MatrixTest {
  private static final int SAMPLE = Tier.isThorough() ? 1 : 8;

  @Test
  void noServerFoolsTheJob(@TempDir Path directory) {
    assertThat(Matrix.play(Databases.H2, directory, Matrix.eachOnce())).isEmpty();
  }

  @Test
  void norOnPostgresql(@TempDir Path directory) {
    List<Case> all = Matrix.eachOnce();
    List<Case> sample =
        IntStream.range(0, all.size()).filter(i -> i % SAMPLE == 0).mapToObj(all::get).toList();

    assertThat(Matrix.play(Databases.POSTGRESQL, directory, sample)).isEmpty();
  }

  @Test
  void theChoiceTouchesEveryServerHoweverOftenAndHoweverNarrow() {
    List<Case> chosen = Matrix.eachOnce();

    assertThat(chosen).extracting(Case::server).contains(Server.values());
    assertThat(chosen).extracting(Case::times).contains(Times.values());
    assertThat(chosen).extracting(Case::narrow).contains(Narrow.values());
    assertThat(chosen).extracting(Case::route).contains(Route.values());
    assertThat(chosen).extracting(Case::mischief).contains(Mischief.values());
  }
}

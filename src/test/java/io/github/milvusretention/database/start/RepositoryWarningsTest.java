package io.github.milvusretention.database.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepositoryWarningsTest {
  /**
   * The PostgreSQL of the tests does without what keeps its disk safe; a file has nothing to warn
   * of.
   */
  @ParameterizedTest
  @EnumSource
  void aServerThatDoesNotWriteThroughIsWarnedOf(Databases kind, @TempDir Path directory)
      throws SQLException {
    Database database = kind.create(directory);
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.password().get());
      RepositoryWarnings warnings = new RepositoryWarnings(pool, Optional.empty());

      if (kind == Databases.POSTGRESQL) {
        assertThat(warnings.all())
            .hasSize(2)
            .allSatisfy(warning -> assertThat(warning).contains("power cut", "Set it to on"))
            .satisfiesExactly(
                first -> assertThat(first).contains("fsync=off"),
                second -> assertThat(second).contains("full_page_writes=off"));
      } else {
        assertThat(warnings.all()).isEmpty();
      }
    }
  }
}

package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@EveryDatabase
class RepositoryClockTest {
  private final DriverManagerDataSource database;

  RepositoryClockTest(Databases kind, @TempDir Path directory) {
    var created = kind.createMigrated(directory);
    database = new DriverManagerDataSource(created.url(), created.user(), created.password().get());
  }

  @Test
  void aDatabaseOnThisMachineHasNoClockOfItsOwn() {
    assertThat(new RepositoryClock(database, JdbcClient.create(database), Clock.systemUTC()).read())
        .isEmpty();
  }
}

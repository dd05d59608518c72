package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@EveryDatabase
class RepositoryClockTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

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

  @ParameterizedTest
  @CsvSource({
    ",               true",
    "127.0.0.1,      true",
    "::1,            true",
    "203.0.113.7,    false",
    "2001:db8::7,    false",
  })
  void theClockOfAnotherMachineIsCompared(@Nullable String address, boolean here) {
    var reading =
        RepositoryClock.reading(NOON, NOON.plusMillis(3), NOON.minusSeconds(3600), address);

    assertThat(reading.isEmpty()).isEqualTo(here);
    reading.ifPresent(
        shown -> assertThat(shown.skew()).isEqualTo(Duration.ofHours(1).minusMillis(1)));
  }
}

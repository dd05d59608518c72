package io.github.milvusretention.database.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresSessionsTest {
  @TempDir Path directory;

  @Test
  void aSessionThatIsIdleInATransactionIsEndedAndTheNextTakesItsLease() throws Exception {
    try (Repository repository = new Repository(Databases.POSTGRESQL, directory);
        HikariDataSource pool = pool(repository.database());
        Connection idle = pool.getConnection();
        Statement statement = idle.createStatement()) {
      Leases leases = repository.leases();
      leases.take("nightly", "idle", Duration.ZERO);
      statement.execute("SET idle_in_transaction_session_timeout = '1s'");
      idle.setAutoCommit(false);
      statement.execute("SELECT fence FROM retention_lease WHERE policy = 'nightly' FOR UPDATE");

      CompletableFuture<Optional<Lease>> next =
          CompletableFuture.supplyAsync(() -> leases.take("nightly", "next", Duration.ofHours(1)));

      assertThat(next)
          .succeedsWithin(Duration.ofSeconds(30))
          .isEqualTo(Optional.of(new Lease("nightly", "next", 2)));
      assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
    }
  }

  @Slow
  @Test
  void theDefaultTimeoutIsOneMinute() {
    try (HikariDataSource pool = pool(Databases.POSTGRESQL.create(directory))) {
      assertThat(
              JdbcClient.create(pool)
                  .sql("SHOW idle_in_transaction_session_timeout")
                  .query(String.class)
                  .single())
          .isEqualTo("1min");
    }
  }

  @Slow
  @Test
  void commitsAreOnTheDiskWhateverTheServerOrTheUserSets() {
    Database database = Databases.POSTGRESQL.create(directory);
    String name = database.url().replaceAll(".*/", "");
    database.change("ALTER DATABASE " + name + " SET synchronous_commit = off");
    for (String own : new String[] {"", "SET application_name = 'ours';"}) {
      try (HikariDataSource pool = pool(database)) {
        if (!own.isEmpty()) {
          pool.setConnectionInitSql(own);
        }
        PostgresSessions.makeCommitsDurable(pool);
        assertThat(
                JdbcClient.create(pool).sql("SHOW synchronous_commit").query(String.class).single())
            .isEqualTo("on");
      }
    }
  }

  @Slow
  @Test
  void aReplicaThatIsWaitedForIsStillWaitedFor() {
    Database database = Databases.POSTGRESQL.create(directory);
    String name = database.url().replaceAll(".*/", "");
    database.change("ALTER DATABASE " + name + " SET synchronous_commit = remote_apply");
    try (HikariDataSource pool = pool(database)) {
      PostgresSessions.makeCommitsDurable(pool);
      assertThat(
              JdbcClient.create(pool).sql("SHOW synchronous_commit").query(String.class).single())
          .isEqualTo("remote_apply");
    }
  }

  @Slow
  @Test
  void h2IsNotConfigured() {
    try (HikariDataSource pool = pool(Databases.H2.create(directory))) {
      assertThat(pool.getConnectionInitSql()).isNull();
    }
  }

  private static HikariDataSource pool(Database database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password().get());
    PostgresSessions.limit(pool);
    return pool;
  }
}

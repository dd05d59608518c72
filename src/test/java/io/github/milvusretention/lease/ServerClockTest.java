package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The clock of an H2 database that is on a server. */
@Slow
class ServerClockTest {
  private static final Clock BEHIND =
      Clock.fixed(Instant.now().minus(Duration.ofHours(3)), ZoneOffset.UTC);

  private final Server server;
  private final DriverManagerDataSource here;

  ServerClockTest(@TempDir Path directory) throws Exception {
    server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
            .start();
    here =
        new DriverManagerDataSource(
            "jdbc:h2:tcp://localhost:" + server.getPort() + "/./db", "sa", "");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aServerOnThisMachineHasNoClockOfItsOwn() {
    assertThat(new RepositoryClock(here, JdbcClient.create(here), BEHIND).read()).isEmpty();
  }

  /** The same server, under the address of another machine. */
  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:tcp://203.0.113.7/./db",
    "jdbc:h2:tcp://203.0.113.7:9092/./db",
    "jdbc:h2:ssl://203.0.113.7:9092/./db",
    "jdbc:h2:tcp://[2001:db8::7]:9092/./db",
    "'jdbc:h2:tcp://203.0.113.7:9092,203.0.113.8:9092/./db'",
  })
  void aServerOnAnotherMachineIsCompared(String url) throws Exception {
    try (Connection real = here.getConnection()) {
      DatabaseMetaData about = spy(real.getMetaData());
      when(about.getURL()).thenReturn(url);
      Connection connection = mock(Connection.class);
      when(connection.getMetaData()).thenReturn(about);
      when(connection.prepareStatement(anyString()))
          .thenAnswer(asked -> real.prepareStatement(asked.getArgument(0)));
      var there = new SingleConnectionDataSource(connection, true);

      var reading = new RepositoryClock(there, JdbcClient.create(there), BEHIND).read();

      assertThat(reading.orElseThrow().skew())
          .isBetween(Duration.ofHours(-3).minusMinutes(1), Duration.ofHours(-3));
    }
  }
}

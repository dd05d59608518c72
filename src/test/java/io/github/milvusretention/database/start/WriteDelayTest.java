package io.github.milvusretention.database.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.DurableWrites;
import io.github.milvusretention.database.UnusableRepository;
import java.nio.file.Path;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database on an H2 server, of which only the server knows when a commit is on the disk. */
class WriteDelayTest {
  @Test
  void aServerThatWritesLaterIsRefusedBeforeATableIsMade(@TempDir Path directory) throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
            .start();
    try (HikariDataSource pool = new HikariDataSource()) {
      String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/./db";
      pool.setJdbcUrl(url);
      pool.setUsername("sa");
      pool.setPassword("");

      assertThatThrownBy(() -> WriteDelay.refuse(pool))
          .isInstanceOf(UnusableRepository.class)
          .hasMessageContaining("WRITE_DELAY=0");

      var atOnce = new DriverManagerDataSource(url + ";WRITE_DELAY=0", "sa", "");
      assertThatCode(() -> WriteDelay.refuse(atOnce)).doesNotThrowAnyException();
      assertThat(new DurableWrites(atOnce, false).lost()).isEmpty();
    } finally {
      server.stop();
    }
  }
}

package io.github.milvusretention.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quartz interrupts its threads at shutdown, while other threads are still writing. */
class InterruptedWriteTest {
  @ParameterizedTest
  @EnumSource
  void anInterruptedThreadDoesNotCloseTheDatabaseForOthers(Databases kind, @TempDir Path directory)
      throws SQLException {
    Database database = kind.create(directory);
    try (Connection others = database.connect();
        Statement statement = others.createStatement()) {
      statement.execute("CREATE TABLE written (n INTEGER)");
      Thread.currentThread().interrupt();
      try {
        database.change("INSERT INTO written VALUES (1)");
      } finally {
        Thread.interrupted();
      }

      statement.execute("INSERT INTO written VALUES (2)");
      assertThat(database.ask("SELECT n FROM written ORDER BY n")).containsExactly("1", "2");
    }
  }
}

package io.github.milvusretention.database.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the repository its id, and turns the times of Spring Batch's tables into UTC. Earlier
 * versions wrote them in the zone of the machine, and no row says which; it is taken to be that of
 * the machine that runs this. Of an hour that summer time's end repeats, the first is meant.
 *
 * <p>Both in one transaction, so that nothing is converted twice after a kill.
 */
record TimesInUtc(ZoneId zone) implements JavaMigration {
  private static final Logger log = LoggerFactory.getLogger(TimesInUtc.class);
  private static final List<String> TIMES =
      List.of("create_time", "start_time", "end_time", "last_updated");

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("6.1");
  }

  @Override
  public String getDescription() {
    return "times in utc";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    boolean alone = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      if (!hasId(connection)) {
        int changed =
            convert(connection, "batch_job_execution", "job_execution_id")
                + convert(connection, "batch_step_execution", "step_execution_id");
        insertId(connection);
        if (changed > 0) {
          log.info("the times of earlier runs were read as those of {} and are kept in UTC", zone);
        }
      }
      if (alone) {
        connection.commit();
      }
    } finally {
      if (alone) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static boolean hasId(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM retention_repository")) {
      return row.next();
    }
  }

  private void insertId(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO retention_repository VALUES (?, ?, ?)")) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setObject(2, OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
      insert.setString(3, zone.getId());
      insert.executeUpdate();
    }
  }

  /** Returns how many rows were changed. */
  private int convert(Connection connection, String table, String key) throws SQLException {
    if (zone.normalized().equals(ZoneOffset.UTC)) {
      return 0;
    }
    int changed = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT " + key + ", " + String.join(", ", TIMES) + " FROM " + table);
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE "
                    + table
                    + " SET "
                    + String.join(" = ?, ", TIMES)
                    + " = ? WHERE "
                    + key
                    + " = ?")) {
      while (rows.next()) {
        for (int i = 1; i <= TIMES.size(); i++) {
          update.setObject(i, utc(rows.getObject(i + 1, LocalDateTime.class)));
        }
        update.setLong(TIMES.size() + 1, rows.getLong(1));
        changed += update.executeUpdate();
      }
    }
    return changed;
  }

  private @Nullable LocalDateTime utc(@Nullable LocalDateTime time) {
    return time == null
        ? null
        : time.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }
}

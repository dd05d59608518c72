package io.github.milvusretention.database;

import io.github.milvusretention.database.file.RepositoryFile;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the tables up to date, after a look at whether they are ours. A repository that was lost
 * is not replaced by a new one, and a new one says that it is new.
 *
 * @param file the H2 file of ours; empty where the user gave an address
 */
record RepositoryStart(DataSource dataSource, Optional<RepositoryFile> file) {
  private static final Logger log = LoggerFactory.getLogger(RepositoryStart.class);

  /** Brings the tables up to date; throws {@link UnusableRepository} if they are not ours. */
  void migrate(Flyway flyway) {
    Place place = Place.of(dataSource, file.map(RepositoryFile::directory));
    JdbcClient jdbc = JdbcClient.create(dataSource);
    try {
      SchemaHistory history = SchemaHistory.of(flyway);
      refuse(history.objection(place.name(), place.ofItsOwn()));
      file.ifPresent(opened -> compare(opened, history, jdbc));
      if (history.brokeOff()) {
        // Its statements can be repeated: what exists is passed over.
        jdbc.sql("DELETE FROM \"flyway_schema_history\" WHERE \"success\" = FALSE").update();
      }
      flyway.migrate();
      if (history.isEmpty()) {
        log.info(
            "a new job repository was created in {}; it knows of no earlier run", place.name());
      }
    } catch (FlywayException e) {
      refuse(SchemaHistory.objection(e, place.name(), place.ofItsOwn()));
      throw e;
    }
    opened();
  }

  /** The same where all tables are known to be there already, without asking Flyway. */
  void accept() {
    file.ifPresent(
        ours -> {
          JdbcClient jdbc = JdbcClient.create(dataSource);
          ours.compare(id(jdbc), RepositoryProgress.leases(jdbc));
        });
    opened();
  }

  private void opened() {
    file.ifPresent(
        ours -> {
          JdbcClient jdbc = JdbcClient.create(dataSource);
          ours.opened(id(jdbc).orElseThrow(), RepositoryProgress.leases(jdbc));
        });
  }

  private static void refuse(Optional<String> objection) {
    objection.ifPresent(
        message -> {
          throw new UnusableRepository(message);
        });
  }

  private static void compare(RepositoryFile opened, SchemaHistory history, JdbcClient jdbc) {
    if (history.hasIds()) {
      opened.compare(id(jdbc), RepositoryProgress.leases(jdbc));
    } else {
      opened.compare(Optional.empty(), 0);
    }
  }

  private static Optional<RepositoryId> id(JdbcClient jdbc) {
    return jdbc.sql("SELECT id, created_at FROM retention_repository")
        .query(
            (row, n) ->
                new RepositoryId(
                    row.getString("id"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .optional();
  }
}

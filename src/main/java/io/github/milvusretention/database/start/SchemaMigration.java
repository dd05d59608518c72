package io.github.milvusretention.database.start;

import io.github.milvusretention.database.UnusableRepository;
import io.github.milvusretention.database.file.RepositoryFile;
import io.github.milvusretention.database.schema.SchemaHistory;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the tables up to date, after a check that they are ours. A repository that was lost is not
 * replaced by a new one, and a new one says that it is new.
 *
 * @param file the H2 file in the data directory; empty where the user gave an address
 */
record SchemaMigration(DataSource dataSource, Optional<RepositoryFile> file) {
  private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);

  /** Throws {@link UnusableRepository} if the tables are not ours. */
  void migrate(Flyway flyway) {
    Place place = Place.of(dataSource, file.map(RepositoryFile::directory));
    try {
      SchemaHistory history = SchemaHistory.of(flyway);
      refuse(history.objection(place.name(), place.ofItsOwn()));
      file.ifPresent(opened -> compare(opened, history));
      if (history.brokeOff()) {
        // Its statements can be repeated: what exists is skipped.
        JdbcClient.create(dataSource)
            .sql("DELETE FROM \"flyway_schema_history\" WHERE \"success\" = FALSE")
            .update();
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
  }

  private static void refuse(Optional<String> objection) {
    objection.ifPresent(
        message -> {
          throw new UnusableRepository(message);
        });
  }

  /** Before the migration, which would give an id to a file that lost everything. */
  private void compare(RepositoryFile opened, SchemaHistory history) {
    if (history.hasIds()) {
      RepositoryState state = RepositoryState.of(dataSource);
      opened.compare(state.id(), state.leases());
    } else {
      opened.compare(Optional.empty(), 0);
    }
  }
}

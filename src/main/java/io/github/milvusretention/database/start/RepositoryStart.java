package io.github.milvusretention.database.start;

import io.github.milvusretention.database.Tables;
import io.github.milvusretention.database.UnusableRepository;
import io.github.milvusretention.database.file.RepositoryFile;
import io.github.milvusretention.database.schema.Schema;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Opens the repository: checks that it is the one that it was, and brings its tables up to date.
 * Names nothing of Flyway, which a command has no time to load where every table is there already.
 *
 * @param file the H2 file in the data directory; empty where the user gave an address
 */
public record RepositoryStart(DataSource dataSource, Optional<RepositoryFile> file) {
  /** Throws {@link UnusableRepository} if the repository is damaged or its tables are not ours. */
  public void open() {
    Schema schema = new Schema(dataSource);
    if (!schema.isCurrent()) {
      new SchemaMigration(dataSource, file).migrate(schema.flyway(UtcProcess.zoneOfTheMachine()));
    }
    new Tables(dataSource).check();
    if (file.isPresent()) {
      RepositoryState state = RepositoryState.of(dataSource);
      file.get().compare(state.id(), state.leases());
      file.get().opened(state.id().orElseThrow(), state.leases());
    }
  }
}

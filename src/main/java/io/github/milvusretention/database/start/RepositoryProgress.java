package io.github.milvusretention.database.start;

import io.github.milvusretention.database.DurableWrites;
import io.github.milvusretention.database.file.RepositoryFile;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How recent the repository is, noted beside the H2 file after each run. H2 opens a file whose end
 * is missing as it was some time ago, and would not say so; a later start compares.
 */
public class RepositoryProgress {
  private final DataSource dataSource;
  private final DurableWrites durable;
  private final Optional<RepositoryFile> file;

  RepositoryProgress(DataSource dataSource, DurableWrites durable, Optional<RepositoryFile> file) {
    this.dataSource = dataSource;
    this.durable = durable;
    this.file = file;
  }

  /** Puts everything that was committed on the disk, and notes how far it goes. */
  public void note() {
    if (file.isEmpty()) {
      durable.force();
      return;
    }
    long leases = RepositoryState.of(dataSource).leases();
    // In this order: a note of what a power cut took back would be a false alarm.
    durable.force();
    file.get().note(leases);
  }
}

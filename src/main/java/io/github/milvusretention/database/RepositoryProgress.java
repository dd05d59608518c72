package io.github.milvusretention.database;

import io.github.milvusretention.database.file.RepositoryFile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the repository has come, noted beside the H2 file after each run. H2 opens a file whose
 * end is missing as it was some time ago, and would not say so; a later start compares.
 */
@Component
public class RepositoryProgress {
  private final JdbcClient jdbc;
  private final DurableWrites durable;
  private final ObjectProvider<RepositoryFile> file;

  RepositoryProgress(JdbcClient jdbc, DurableWrites durable, ObjectProvider<RepositoryFile> file) {
    this.jdbc = jdbc;
    this.durable = durable;
    this.file = file;
  }

  /** Puts everything that was committed on the disk, and notes how far it goes. */
  public void note() {
    RepositoryFile ours = file.getIfAvailable();
    if (ours == null) {
      durable.force();
      return;
    }
    long leases = leases(jdbc);
    // In this order: a note of what a power cut took back would be a false alarm.
    durable.force();
    ours.note(leases);
  }

  /** How many leases were taken so far; a number that only grows. */
  static long leases(JdbcClient jdbc) {
    return jdbc.sql("SELECT COALESCE(SUM(fence), 0) FROM retention_lease")
        .query(Long.class)
        .single();
  }
}

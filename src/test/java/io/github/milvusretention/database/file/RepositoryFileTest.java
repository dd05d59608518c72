package io.github.milvusretention.database.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.start.RepositoryId;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether H2 compacts the file when it is closed. */
class RepositoryFileTest {
  private static final String NEVER = ";MAX_COMPACT_TIME=0";

  @TempDir Path directory;

  @BeforeEach
  void make() throws Exception {
    RepositoryFile first = RepositoryFile.prepare(directory);
    assertThat(first.url()).endsWith(NEVER);
    try (Connection open =
        DriverManager.getConnection(first.url(), RepositoryFile.USER, first.password())) {
      first.opened(new RepositoryId("one", Instant.EPOCH), 0);
      assertThat(open.isValid(1)).isTrue();
    }
  }

  private void grow(long bytes) throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(RepositoryFile.databaseIn(directory).toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  @Test
  void noCommandWaitsForASmallFileToBeCompacted() throws Exception {
    grow(RepositoryFile.SMALL);

    assertThat(RepositoryFile.prepare(directory).url()).endsWith(NEVER);
  }

  @Test
  void aLargeFileIsCompactedLestItGrowForEver() throws Exception {
    grow(RepositoryFile.SMALL + 1);

    assertThat(RepositoryFile.prepare(directory).url()).doesNotContain("MAX_COMPACT_TIME");
  }
}

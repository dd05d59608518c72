package io.github.milvusretention.database;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.file.RepositoryFile;
import io.github.milvusretention.database.start.RepositoryStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file database as the program makes it, with its password and its mark, to make others of by
 * copying it. All copies have the same id.
 */
final class H2File {
  private static final String NAME = "retention";
  private static final Path MIGRATED = migrate();

  private H2File() {}

  static String url(Path directory) {
    return "jdbc:h2:async:"
        + directory.toAbsolutePath().resolve(NAME)
        + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000";
  }

  /** The one that the program gave it; empty before it has been there. */
  static String password(Path directory) {
    Path file = directory.resolve(NAME + ".password");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copyMigrated(Path directory) {
    try {
      Files.createDirectories(directory);
      for (Path file : files(MIGRATED)) {
        Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path migrate() {
    try {
      Path directory = Files.createTempDirectory("migrated");
      RepositoryFile file = RepositoryFile.prepare(directory);
      try (HikariDataSource pool = new HikariDataSource()) {
        pool.setJdbcUrl(file.url());
        pool.setUsername(RepositoryFile.USER);
        pool.setPassword(file.password());
        pool.setMaximumPoolSize(2);
        new RepositoryStart(pool, Optional.of(file)).open();
      }
      directory.toFile().deleteOnExit();
      files(directory).forEach(each -> each.toFile().deleteOnExit());
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}

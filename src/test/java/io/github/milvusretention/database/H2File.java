package io.github.milvusretention.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file database that has all tables, to make others of by copying it. */
final class H2File {
  private static final String NAME = "retention";
  private static final String FILE = NAME + ".mv.db";
  private static final Path MIGRATED = migrate();

  private H2File() {}

  static String url(Path directory) {
    return "jdbc:h2:async:"
        + directory.toAbsolutePath().resolve(NAME)
        + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000";
  }

  static void copyMigrated(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.copy(MIGRATED, directory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path migrate() {
    try {
      Path directory = Files.createTempDirectory("migrated");
      Migration.run("jdbc:h2:async:" + directory.resolve(NAME), Databases.H2_USER);
      Path file = directory.resolve(FILE);
      directory.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.milvusretention.database;

import io.github.milvusretention.database.file.RepositoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * The file of an H2 database on this machine, as it was when the database was opened. A file that
 * is deleted or replaced stays open: H2 goes on writing to it without an error, and nobody will
 * ever read what it writes.
 *
 * @param path absolute
 * @param key which file it is, whatever its name; null where the file system does not tell
 * @param cure what to do if it is lost
 */
record OpenFile(Path path, @Nullable Object key, String cure) {
  private static final String PREFIX = "jdbc:h2:";

  /** For a file that the user's own address names. */
  private static final String OTHER_CURE =
      "Restore it from a backup, or let SPRING_DATASOURCE_URL name a new file, which knows nothing"
          + " of earlier drops";

  /**
   * Empty for a database that is no single file of this machine. Throws {@link UnusableRepository}
   * if the file is lost already, while another process has it open for this one.
   *
   * @param url of an H2 database that is open
   */
  static Optional<OpenFile> of(String url, boolean ours) {
    String name = url.replaceFirst(";.*", "").substring(PREFIX.length());
    if (name.matches("(?i)(tcp|ssl|mem):.*|.*\\bsplit:.*")) {
      return Optional.empty();
    }
    FilePath file = FilePath.get(name + ".mv.db").unwrap();
    if (!file.getScheme().equals("file")) {
      return Optional.empty();
    }
    Path path = Path.of(file.toString()).toAbsolutePath();
    String cure = ours ? RepositoryFile.CURE : OTHER_CURE;
    try {
      return Optional.of(new OpenFile(path, keyOf(path), cure));
    } catch (IOException e) {
      throw new UnusableRepository(message(path, cure), e);
    }
  }

  /** One sentence with the cure if the path is no longer that file; otherwise empty. */
  Optional<String> lost() {
    try {
      return Objects.equals(keyOf(path), key) ? Optional.empty() : Optional.of(message(path, cure));
    } catch (IOException e) {
      return Optional.of(message(path, cure));
    }
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private static String message(Path path, String cure) {
    return "the job repository is lost: "
        + path
        + " was deleted or replaced while it was open. Stop every process that uses it. "
        + cure;
  }
}

package io.github.milvusretention.database.file;

import io.github.milvusretention.database.UnusableRepository;
import io.github.milvusretention.database.start.RepositoryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small file beside the database that says which one it was and how far it had come, first
 * written once the database has its tables. A database that is missing, empty, another one or an
 * older one beside it is not taken for the one that it was.
 *
 * @param leases how many leases had been taken, which only grows
 */
record Mark(RepositoryId repository, long leases) {
  private static final Pattern LINE =
      Pattern.compile("repository (\\S{1,36}) created (\\S+) leases (\\d{1,18})\\s*");

  static Path file(Path directory) {
    return directory.resolve(DataDirectory.PREFIX + "id");
  }

  /** Empty if there is none; throws {@link UnusableRepository} if what is there is not one. */
  static Optional<Mark> read(Path directory) throws IOException {
    Path file = file(directory);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    try {
      if (line.matches()) {
        return Optional.of(
            new Mark(
                new RepositoryId(line.group(1), Instant.parse(line.group(2))),
                Long.parseLong(line.group(3))));
      }
    } catch (DateTimeException e) {
      throw unreadable(file, e);
    }
    throw unreadable(file, null);
  }

  private static UnusableRepository unreadable(Path file, @Nullable Exception cause) {
    return new UnusableRepository(
        "the job repository may be damaged: "
            + file
            + " is not as this program wrote it. If retention.mv.db beside it is the right one,"
            + " delete retention.id; if not, restore retention.mv.db and retention.password from"
            + " one backup first",
        cause);
  }

  void write(DataDirectory directory) throws IOException {
    Path temporary = Files.createTempFile(directory.path(), DataDirectory.PREFIX + "id", ".tmp");
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(line().getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
      Files.move(temporary, file(directory.path()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private String line() {
    return "repository "
        + repository.id()
        + " created "
        + repository.created()
        + " leases "
        + leases
        + "\n";
  }
}

package io.github.milvusretention.database.file;

import io.github.milvusretention.database.RepositoryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A small file beside the database that says which one it was, written once the database has its
 * tables. A database that is missing, empty or another one beside it is not taken for a new one.
 */
final class Mark {
  private Mark() {}

  static Path file(Path directory) {
    return directory.resolve(DataDirectory.PREFIX + "id");
  }

  /** The first word is the id; empty if there is no mark. */
  static Optional<String> read(Path directory) throws IOException {
    Path file = file(directory);
    return Files.exists(file)
        ? Optional.of(Files.readString(file).strip().split("\\s+", 2)[0])
        : Optional.empty();
  }

  static void write(DataDirectory directory, RepositoryId id) throws IOException {
    Path temporary =
        Files.createTempFile(directory.path(), DataDirectory.PREFIX + "id", ".tmp");
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap(
              (id.id() + " created " + id.created() + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(temporary, file(directory.path()), StandardCopyOption.ATOMIC_MOVE);
  }
}

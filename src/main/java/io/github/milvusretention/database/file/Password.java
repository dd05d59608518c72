package io.github.milvusretention.database.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The password of the H2 file, made at random once, in a file of its own. It is on the disk before
 * the database knows it, and is never written again.
 */
final class Password {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private Password() {}

  static Path file(Path directory) {
    return directory.resolve(DataDirectory.PREFIX + "password");
  }

  /** Reads it, or makes it if there is none. Of processes that start side by side, one makes it. */
  static synchronized String of(DataDirectory directory) throws IOException {
    FileAttribute<?>[] closed =
        directory.keepsPermissions()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DataDirectory.FILE)}
            : new FileAttribute<?>[0];
    Path file = file(directory.path());
    if (Files.isRegularFile(file)) {
      String text = Files.readString(file);
      if (text.endsWith("\n")) {
        return text.strip();
      }
    }
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                closed);
        var lock = channel.lock()) {
      String text = Files.readString(file);
      // Whoever wrote less than a line was killed before anybody could have used it.
      return text.endsWith("\n") ? text.strip() : write(channel);
    }
  }

  private static String write(FileChannel channel) throws IOException {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    channel.truncate(0);
    ByteBuffer line = ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
    return password;
  }
}

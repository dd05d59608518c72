package io.github.milvusretention.database.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A disk on which nothing more can be written: what is there is not damaged. */
public final class FullDisk {
  /** Less than H2 needs to open a database. */
  private static final long NO_ROOM = 64 * 1024;

  private FullDisk() {}

  /** Whether that is why something could not be written. */
  public static boolean causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(
            message ->
                message.contains("no space left")
                    || message.contains("not enough space on the disk")
                    || message.contains("disk quota exceeded"));
  }

  /** Whether the disk of that directory is full now. */
  static boolean holds(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace() < NO_ROOM;
  }

  /**
   * What a person is told, after "the job repository cannot be used: "; without a full stop.
   *
   * @param said the words of who could not write, in parentheses after a space; may be empty
   */
  public static String sentence(String said) {
    return "its disk is full" + said + ". Make room; what was recorded stays";
  }

  static String told() {
    return "the job repository cannot be used: " + sentence("");
  }
}

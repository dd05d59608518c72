package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.start.failure.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/**
 * A path as the user gave it. In the locale C, which cron and service managers often give, Java can
 * read no other characters than ASCII in it.
 */
public final class GivenPath {
  private GivenPath() {}

  /** Of the option {@code --config}. */
  public static final class OfConfig implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return of("--config", text);
    }
  }

  /**
   * Throws {@link UsageException} if no file can have this path in the locale of the process.
   *
   * @param from where it was given, for the message
   */
  public static Path of(String from, String text) {
    try {
      // Relative to a working directory that may have such characters too.
      return Path.of(text).toAbsolutePath().getFileSystem().getPath(text);
    } catch (InvalidPathException e) {
      throw new UsageException(
          from
              + ": "
              + text
              + " holds characters that Java cannot read in the locale of this process; start it"
              + " with LC_ALL=C.UTF-8");
    }
  }
}

package io.github.milvusretention.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The distribution that {@code mvn package} makes, unpacked by {@code tar} into a folder. */
final class Distribution {
  /**
   * How a command line ended.
   *
   * @param out what it wrote to stdout
   * @param err what it wrote to stderr
   */
  record Ended(int exit, String out, String err) {}

  /** A command line that may still run. */
  record Started(Process process, Path out, Path err) {
    Ended end() {
      try {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("a command did not end within five minutes");
        }
        return new Ended(
            process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private final Map<String, String> environment = new HashMap<>();
  private final Path working;
  private final Path home;

  /**
   * @param directory where it is unpacked, and the working directory of its commands
   */
  Distribution(Path directory) {
    working = directory;
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Path packed = the(Path.of("target"), file -> file.endsWith(".tar.gz")).toAbsolutePath();
    Ended unpacked = start("tar", "-xzf", packed.toString()).end();
    if (unpacked.exit() != 0) {
      throw new IllegalStateException(unpacked.err());
    }
    home = the(directory, file -> file.startsWith("milvus-retention-"));
  }

  private static Path the(Path directory, Predicate<String> wanted) {
    return list(directory).stream()
        .filter(file -> wanted.test(file.getFileName().toString()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("not in " + directory + "; mvn package first"));
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  Path script() {
    return home.resolve("bin").resolve("milvus-retention");
  }

  /** The caches there are, and what was left of any that was not completed. */
  List<Path> caches() {
    Path folder = home.resolve("cache");
    return Files.isDirectory(folder) ? list(folder) : List.of();
  }

  Distribution variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Distribution without(String variable) {
    environment.remove(variable);
    return this;
  }

  Ended run(String... arguments) {
    return begin(arguments).end();
  }

  Started begin(String... arguments) {
    return start(
        Stream.concat(Stream.of(script().toString()), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Any command, with the environment and in the working directory of this. */
  Started start(String... command) {
    try {
      Path out = Files.createTempFile(working, "stdout", "");
      Path err = Files.createTempFile(working, "stderr", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(working.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new Started(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

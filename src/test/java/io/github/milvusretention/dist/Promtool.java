package io.github.milvusretention.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Prometheus's own checker. {@code .ci/run} installs it, so that it is missing in CI by mistake;
 * elsewhere what needs it is skipped, and says so.
 */
public final class Promtool {
  private static final String MISSING =
      "promtool is not on the PATH, so that alerts and metrics are not checked by it. Debian's"
          + " package prometheus has it; .ci/run shows how to get it alone";

  private Promtool() {}

  /** What it printed, and its exit code. */
  public record Ended(int exit, String output) {}

  /** Runs it with what it is to read on stdin. */
  public static Ended run(String stdin, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(find().toString()));
    command.addAll(List.of(arguments));
    Path input = Files.createTempFile("promtool", ".txt");
    try {
      Files.writeString(input, stdin);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), output);
    } finally {
      Files.delete(input);
    }
  }

  private static Path find() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(MISSING);
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(MISSING);
      }
      Assumptions.abort(MISSING);
    }
    return found.orElseThrow();
  }
}

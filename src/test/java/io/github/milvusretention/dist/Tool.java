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
 * A program of others that checks what we ship. {@code .ci/run} installs it, so that it is missing
 * in CI by mistake; elsewhere what needs it is skipped, and says so.
 *
 * @param missing what to say where it is not on the PATH
 */
record Tool(String name, String missing) {
  /** What it printed, and its exit code. */
  record Ended(int exit, String output) {}

  /** Runs it with what it is to read on stdin. */
  Ended run(String stdin, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(find().toString()));
    command.addAll(List.of(arguments));
    Path input = Files.createTempFile(name, ".txt");
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

  private Path find() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(missing);
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    return found.orElseThrow();
  }
}

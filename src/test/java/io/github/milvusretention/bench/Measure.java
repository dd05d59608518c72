package io.github.milvusretention.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one whole process took.
 *
 * @param seconds from its start to its end
 * @param peakMegabytes the most memory it held, as Linux counts it; 0 where that cannot be read
 */
record Measure(double seconds, double peakMegabytes) {
  /** Runs a command to its end, which must be a good one. */
  static Measure of(List<String> command, Map<String, String> environment, Path directory)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    double peak = 0;
    while (!process.waitFor(3, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(status));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " failed: " + Files.readString(output));
    }
    return new Measure(seconds, peak);
  }

  private static double peak(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      // The process has ended meanwhile, or this is not Linux.
      return 0;
    }
  }
}

package io.github.milvusretention.ops;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Metrics in a file, for the textfile collector of the node exporter, which may read at any moment
 * and as another user.
 */
public final class MetricsFile {
  private MetricsFile() {}

  /** Replaces the file as a whole. Throws {@link IOException} if it cannot, and leaves it then. */
  public static void write(Path file, MetricSnapshots metrics) throws IOException {
    Path target = file.toAbsolutePath();
    // Beside it, so that it can be renamed; without .prom, so that nobody reads it.
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        PrometheusTextFormatWriter.create().write(out, metrics);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}

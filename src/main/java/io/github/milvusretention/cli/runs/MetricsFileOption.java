package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.ops.MetricsFile;
import io.github.milvusretention.ops.RetentionMetrics;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where the commands that run write the metrics of what they found. */
final class MetricsFileOption {
  private static final Logger log = LoggerFactory.getLogger(MetricsFileOption.class);

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description =
          "Write the metrics into this file at the end, for the textfile collector of Prometheus's"
              + " node exporter. If it cannot be written the exit code stays as it is.")
  private @Nullable Path file;

  /**
   * Has the calls of the runs to come measured, which begins with the metrics, if a file is wanted.
   */
  void observe(Application application) {
    if (file != null) {
      application.get(RetentionMetrics.class);
    }
  }

  /** Does nothing if no file is wanted. */
  void write(Application application) {
    if (file == null) {
      return;
    }
    try {
      MetricsFile.write(file, application.get(RetentionMetrics.class).now());
    } catch (IOException e) {
      log.warn("the metrics file {} could not be written: {}", file, e.toString());
    }
  }
}

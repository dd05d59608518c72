package io.github.milvusretention.ops.figures;

import io.github.milvusretention.run.RunExit;
import java.util.Locale;
import org.springframework.batch.core.ExitStatus;

/** How a run ended, as a label of a metric. */
enum RunOutcome {
  DONE,
  /** Some partitions failed, or could not be read. */
  PARTIAL,
  /** A guard refused, nothing was dropped. */
  REFUSED,
  FAILED,
  /** Asked to stop, or at the hour of {@code stop-after}. */
  STOPPED;

  /**
   * @param exitCode as the job repository keeps it
   */
  static RunOutcome of(String exitCode) {
    return switch (RunExit.of(new ExitStatus(exitCode))) {
      case DONE -> DONE;
      case PARTITIONS_FAILED -> PARTIAL;
      case GUARD_REFUSED -> REFUSED;
      case STOPPED -> STOPPED;
      case ERROR, CLUSTER_UNUSABLE, LOCKED -> FAILED;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

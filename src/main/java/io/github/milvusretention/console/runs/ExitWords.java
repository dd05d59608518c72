package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Badge;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.run.RunExit;
import org.jspecify.annotations.Nullable;

/** How an execution stands, in words. */
public final class ExitWords {
  private ExitWords() {}

  /**
   * One or two words.
   *
   * @param alive whether a run of its policy is in progress
   */
  public static Badge badge(PastExecution past, boolean alive) {
    RunExit exit = past.exit();
    if (exit == null) {
      return alive ? new Badge("busy", "RUNNING") : new Badge("bad", "PROCESS DIED");
    }
    return switch (exit) {
      case DONE -> new Badge("good", past.status());
      case GUARD_REFUSED -> new Badge("warn", "REFUSED");
      case STOPPED -> new Badge("warn", "STOPPED");
      case ERROR, CLUSTER_UNUSABLE, PARTITIONS_FAILED, LOCKED -> new Badge("bad", past.status());
    };
  }

  /** What the exit code means; null while there is none. */
  public static @Nullable String meaning(@Nullable RunExit exit) {
    if (exit == null) {
      return null;
    }
    return switch (exit) {
      case DONE -> "done, or nothing was due";
      case PARTITIONS_FAILED -> "some partitions failed or could not be read";
      case STOPPED -> "stopped before its end; a rerun continues it";
      case GUARD_REFUSED -> "a guard refused the plan, nothing was dropped";
      case LOCKED -> "another process continued it";
      case CLUSTER_UNUSABLE -> "the cluster or the repository could not be used";
      case ERROR -> "unexpected error";
    };
  }
}

package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.run.RunKey;

/** Finds runs by the execution id that the user gave. */
final class Executions {
  private Executions() {}

  static RunKey find(History history, long execution) {
    return history.run(execution).orElseThrow(() -> unknown(execution));
  }

  static UsageException unknown(long execution) {
    return new UsageException("there is no run " + execution + "; the command runs lists all runs");
  }
}

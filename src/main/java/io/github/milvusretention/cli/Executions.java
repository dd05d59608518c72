package io.github.milvusretention.cli;

import io.github.milvusretention.cli.start.UsageException;
import io.github.milvusretention.job.History;
import io.github.milvusretention.run.RunKey;

/** Runs by the number that a user typed. */
final class Executions {
  private Executions() {}

  static RunKey find(History history, long execution) {
    return history.run(execution).orElseThrow(() -> unknown(execution));
  }

  static UsageException unknown(long execution) {
    return new UsageException("there is no run " + execution + "; runs lists them");
  }
}

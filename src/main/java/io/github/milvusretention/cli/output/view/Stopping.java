package io.github.milvusretention.cli.output.view;

import io.github.milvusretention.run.RunKey;

/** A run that was asked to stop, as JSON. */
public record Stopping(long executionId, String policy, String asOf) {
  public static Stopping of(long executionId, RunKey run) {
    return new Stopping(executionId, run.policy(), run.asOf().toString());
  }
}

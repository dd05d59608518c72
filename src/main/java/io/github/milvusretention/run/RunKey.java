package io.github.milvusretention.run;

import io.github.milvusretention.period.AsOf;

/**
 * What makes two runs the same run: continued if unfinished, already done if finished.
 *
 * @param attempt 1 unless a new attempt at the same as-of was requested
 */
public record RunKey(String policy, AsOf asOf, int attempt) {
  public RunKey {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1: " + attempt);
    }
  }

  @Override
  public String toString() {
    return policy + " as of " + asOf + (attempt == 1 ? "" : ", attempt " + attempt);
  }
}

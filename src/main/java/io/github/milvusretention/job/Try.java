package io.github.milvusretention.job;

import io.github.milvusretention.milvus.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One try to drop a partition.
 *
 * @param fate the partition's, unless it is tried again
 * @param again the answer for which it is worth another try; null if it is over
 */
record Try(Fate fate, @Nullable Answer again) {
  static Try over(Fate fate) {
    return new Try(fate, null);
  }

  static Try again(Fate fate, Answer answer) {
    return new Try(fate, answer);
  }
}

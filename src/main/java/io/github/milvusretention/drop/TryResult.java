package io.github.milvusretention.drop;

import io.github.milvusretention.milvus.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One try to drop a partition.
 *
 * @param fate the partition's, unless it is tried again
 * @param again the answer for which it is worth another try; null if it is over
 */
record TryResult(DropResult fate, @Nullable Answer again) {
  static TryResult over(DropResult fate) {
    return new TryResult(fate, null);
  }

  static TryResult again(DropResult fate, Answer answer) {
    return new TryResult(fate, answer);
  }
}

package io.github.milvusretention.ops;

import java.time.Instant;
import java.util.List;

/** Reads metrics from the job repository, so that every process tells the same. */
interface Figures {
  /**
   * Reads them now. Throws whatever keeps the repository from being read.
   *
   * @param now by the clock of this process
   */
  List<Family<?>> read(Instant now);
}

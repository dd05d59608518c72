package io.github.milvusretention.ops.figures;

import java.time.Instant;
import java.util.List;

/** Reads metrics from the job repository, so that every process tells the same. */
public interface Figures {
  /**
   * Reads them now. Throws whatever keeps the repository from being read.
   *
   * @param now by the clock of this process
   */
  List<Family<?>> read(Instant now);
}

package io.github.milvusretention.plan;

import io.github.milvusretention.period.AsOf;

/** Which as-ofs are done. */
public interface DoneAsOfs {
  /**
   * Whether the newest run of that policy and as-of has completed, so that it does nothing when the
   * schedule fires for it again.
   */
  boolean isDone(String policy, AsOf asOf);
}

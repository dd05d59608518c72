package io.github.milvusretention.matrix;

/** Which calls meet the fault. */
enum Scope {
  EVERYTHING,
  /** Calls for the collection alpha. */
  COLLECTION,
  /** Calls for one loaded partition of alpha, which also has older and newer ones. */
  PARTITION
}

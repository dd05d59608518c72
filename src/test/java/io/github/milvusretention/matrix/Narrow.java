package io.github.milvusretention.matrix;

/** Whose calls go wrong. */
enum Narrow {
  EVERYTHING,
  /** Those for the collection alpha. */
  COLLECTION,
  /** Those for one loaded partition of alpha, which has older and newer ones beside it. */
  PARTITION
}

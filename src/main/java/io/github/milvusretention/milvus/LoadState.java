package io.github.milvusretention.milvus;

/** The load state of one partition. */
public enum LoadState {
  LOADED,
  LOADING,
  NOT_LOADED,
  /** The server could not tell; see its message. */
  UNKNOWN
}

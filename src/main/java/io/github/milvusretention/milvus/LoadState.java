package io.github.milvusretention.milvus;

/** The load state of one partition. */
public enum LoadState {
  LOADED,
  LOADING,
  NOT_LOADED,
  /**
   * Not loaded, or it does not exist: before 2.5 Milvus does not tell which. A partition that is
   * listed at the same time is not loaded.
   */
  NOT_LOADED_OR_GONE,
  /** The server could not tell; see its message. */
  UNKNOWN;

  /** Whether an existing partition is known not to be loaded. */
  public boolean notLoaded() {
    return this == NOT_LOADED || this == NOT_LOADED_OR_GONE;
  }

  /** Whether somebody may read from it. */
  public boolean loaded() {
    return this == LOADED || this == LOADING;
  }
}

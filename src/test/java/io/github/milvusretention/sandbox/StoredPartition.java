package io.github.milvusretention.sandbox;

/** One partition. */
final class StoredPartition {
  private static final int NOT_LOADED = -1;

  final long id;
  final String name;
  private long rows;
  private int progress = NOT_LOADED;

  StoredPartition(long id, String name) {
    this.id = id;
    this.name = name;
  }

  long rows() {
    return rows;
  }

  void setRows(long count) {
    rows = count;
  }

  /** Loading counts as loaded: such a partition cannot be dropped. */
  boolean isLoaded() {
    return progress != NOT_LOADED;
  }

  /** 0 to 100; valid only for a loaded partition. */
  int progress() {
    return progress;
  }

  void load(int percent) {
    progress = percent;
  }

  void release() {
    progress = NOT_LOADED;
  }
}

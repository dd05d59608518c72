package io.github.milvusretention.sandbox;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One partition. */
final class StoredPartition {
  private static final int NOT_LOADED = -1;

  final long id;
  final String name;
  private long rows;
  private List<JsonNode> content = List.of();
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

  /** The rows whose values are known; there may be more, of which only the number is. */
  List<JsonNode> content() {
    return content;
  }

  void setContent(List<JsonNode> known) {
    content = List.copyOf(known);
    rows = known.size();
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

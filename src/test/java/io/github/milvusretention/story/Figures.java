package io.github.milvusretention.story;

import tools.jackson.databind.JsonNode;

/** The figures of a run as it is told in JSON. */
record Figures(int dropped, int absent, int skipped, int failed, int left) {
  Figures(int dropped, int absent, int skipped, int failed) {
    this(dropped, absent, skipped, failed, 0);
  }

  static Figures of(JsonNode run) {
    return new Figures(
        run.get("dropped").intValue(),
        run.get("absent").intValue(),
        run.get("skipped").intValue(),
        run.get("failed").intValue(),
        run.get("left").intValue());
  }
}

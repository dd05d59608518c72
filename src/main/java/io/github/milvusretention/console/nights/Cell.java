package io.github.milvusretention.console.nights;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one night did, to one collection or as a run.
 *
 * @param kind its colour
 * @param parts marks and figures that are seen
 * @param words the same for whoever does not see them, and for those who ask
 * @param href the run; null if there is none
 */
record Cell(String kind, List<Part> parts, String words, @Nullable String href) {
  Cell {
    parts = List.copyOf(parts);
  }

  /**
   * @param text a mark, a figure, or both
   */
  record Part(String kind, String text) {
    /** Its classes. */
    public String css() {
      return "mark " + kind;
    }
  }

  /** Its classes. */
  public String css() {
    return "cell " + kind;
  }

  static Cell of(String kind, String mark, String words, @Nullable String href) {
    return new Cell(kind, mark.isEmpty() ? List.of() : List.of(new Part(kind, mark)), words, href);
  }

  /** Null if there is no link, or nothing to follow it for. */
  @Override
  public @Nullable String href() {
    return parts.isEmpty() ? null : href;
  }
}

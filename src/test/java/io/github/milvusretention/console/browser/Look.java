package io.github.milvusretention.console.browser;

import java.util.Locale;

/**
 * How a page is looked at.
 *
 * @param width of the view in CSS pixels
 */
record Look(Scheme scheme, int width) {
  static final int PHONE = 360;
  static final int DESK = 1280;
  static final int WALL = 2000;

  enum Scheme {
    LIGHT,
    DARK;

    /** As {@code prefers-color-scheme} has it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A phone shows more of a page's length than of its width. */
  int height() {
    return width <= PHONE ? 780 : 800;
  }

  @Override
  public String toString() {
    return scheme + "-" + width;
  }
}

package io.github.milvusretention.period;

import java.time.LocalDateTime;

/** What one pattern makes of one name. */
public sealed interface NameMatch {
  /** The name is not this pattern's. */
  record None() implements NameMatch {}

  /**
   * The name can be read in one way only.
   *
   * @param start the local time at which its period begins; for a pattern without a year that of a
   *     stand-in year
   * @param series the text that {@code *} stands for; empty for a pattern without one
   */
  record One(LocalDateTime start, String series) implements NameMatch {}

  /**
   * The name has the pattern's form, but it is not certain which period it stands for.
   *
   * @param why goes on after the pattern: "leaves open where …"
   */
  record Unclear(String why) implements NameMatch {}
}

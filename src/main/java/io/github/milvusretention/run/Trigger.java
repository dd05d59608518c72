package io.github.milvusretention.run;

import java.util.Locale;

/** What started a run. */
public enum Trigger {
  MANUAL,
  RERUN,
  SCHEDULE,
  /** A daemon found the run left by a dead process. */
  RECOVERY;

  /** The opposite of {@link #toString}; throws {@link IllegalArgumentException} for other texts. */
  static Trigger of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

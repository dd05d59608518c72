package io.github.milvusretention.run;

import java.util.Locale;

/** What set a run off. */
public enum Trigger {
  MANUAL,
  RERUN,
  SCHEDULE,
  /** A daemon found the run left by a dead process. */
  RECOVERY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

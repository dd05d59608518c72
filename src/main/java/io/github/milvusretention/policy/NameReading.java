package io.github.milvusretention.policy;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.Period;
import org.jspecify.annotations.Nullable;

/** What can be said of one partition by looking at its name alone. */
sealed interface NameReading {
  /**
   * The name stands for a period of this policy's, whose age decides.
   *
   * @param lead how early the name may have been created ahead; null for a name with a year
   * @param series the text that {@code *} stands for; empty without one
   */
  record Known(Period period, @Nullable Keep lead, String series) implements NameReading {}

  /** Whatever its age, it is not dropped. */
  record Settled(Verdict verdict, String reason, @Nullable Period period) implements NameReading {}

  static NameReading unrecognised(String reason) {
    return new Settled(Verdict.UNRECOGNISED, reason, null);
  }
}

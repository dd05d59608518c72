package io.github.milvusretention.policy;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.Period;
import org.jspecify.annotations.Nullable;

/** What the name of a partition alone reveals. */
sealed interface NameReading {
  /**
   * The name stands for a period, whose age decides.
   *
   * @param lead how early the partition may be created ahead; null for a name with a year
   * @param series the text that {@code *} stands for; empty without one
   */
  record Known(Period period, @Nullable Keep lead, String series) implements NameReading {}

  /** The partition is never dropped, whatever its age. */
  record Settled(Verdict verdict, String reason, @Nullable Period period) implements NameReading {}

  static NameReading unrecognised(String reason) {
    return new Settled(Verdict.UNRECOGNISED, reason, null);
  }
}

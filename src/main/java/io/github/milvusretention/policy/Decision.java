package io.github.milvusretention.policy;

import io.github.milvusretention.period.Period;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one partition, with its reason.
 *
 * @param period null if the name stands for none
 * @param expires the moment from which the partition may be dropped; null if it has no period
 */
public record Decision(
    Address address,
    String collectionId,
    Verdict verdict,
    String reason,
    @Nullable Period period,
    @Nullable ZonedDateTime expires) {
  /** Throws {@link IllegalArgumentException} for an expiry without a period, or none with one. */
  public Decision {
    if ((period == null) != (expires == null)) {
      throw new IllegalArgumentException(
          "a period and its expiry must both be set or both be" + " null: " + address);
    }
    if (verdict == Verdict.EXPIRED && period == null) {
      throw new IllegalArgumentException("an expired partition must have a period: " + address);
    }
  }

  /**
   * Whether its age decides: it has a period, and it is not protected, unrecognised or in conflict.
   */
  public boolean recognised() {
    return switch (verdict) {
      case EXPIRED, KEPT, HELD -> period != null;
      case PROTECTED, UNRECOGNISED, CONFLICT -> false;
    };
  }
}

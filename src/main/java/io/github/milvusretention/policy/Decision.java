package io.github.milvusretention.policy;

import io.github.milvusretention.period.Period;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one partition, with its reason.
 *
 * @param period null if the name stands for none
 * @param expires the moment from which the partition may be dropped; null if it has no period
 * @param series the text that {@code *} in a pattern stands for, whose periods are counted apart
 *     from others; empty without one
 */
public record Decision(
    Address address,
    String collectionId,
    Verdict verdict,
    String reason,
    @Nullable Period period,
    @Nullable ZonedDateTime expires,
    String series) {
  /** Throws {@link IllegalArgumentException} for an expiry without a period, or none with one. */
  public Decision {
    if ((period == null) != (expires == null)) {
      throw new IllegalArgumentException(
          "a period and its expiry must both be set or both be" + " null: " + address);
    }
    if ((verdict == Verdict.EXPIRED || verdict.waits()) && period == null) {
      throw new IllegalArgumentException("an expired partition must have a period: " + address);
    }
  }

  /** On a partition whose name is read without a star. */
  public Decision(
      Address address,
      String collectionId,
      Verdict verdict,
      String reason,
      @Nullable Period period,
      @Nullable ZonedDateTime expires) {
    this(address, collectionId, verdict, reason, period, expires, "");
  }

  /** The same partition, kept although it was EXPIRED. */
  Decision keptBy(Objection objection) {
    return new Decision(
        address, collectionId, objection.verdict(), objection.reason(), period, expires, series);
  }

  /**
   * Whether its age decides: it has a period, and it is not protected, unrecognised or in conflict.
   */
  public boolean recognised() {
    return switch (verdict) {
      case EXPIRED, KEPT, HELD, IN_USE, STILL_WRITTEN, MISMATCH, RE_CREATED -> period != null;
      case PROTECTED, UNRECOGNISED, CONFLICT -> false;
    };
  }
}

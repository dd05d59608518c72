package io.github.milvusretention.policy;

/**
 * A reason beside the rules to keep a partition that these let expire.
 *
 * @param verdict what the partition has instead of EXPIRED
 * @param reason a clause for people
 */
public record Objection(Verdict verdict, String reason) {
  /** Throws {@link IllegalArgumentException} if it would keep nothing. */
  public Objection {
    if (verdict == Verdict.EXPIRED) {
      throw new IllegalArgumentException("an objection that drops: " + reason);
    }
  }

  /**
   * Both. A verdict that a person can accept gives way to one that nobody can; between two of a
   * kind the first stands.
   */
  public Objection and(Objection other) {
    boolean second = verdict.waits() && !other.verdict.waits();
    return new Objection(
        second ? other.verdict : verdict,
        second ? other.reason + "; also " + reason : reason + "; also " + other.reason);
  }
}

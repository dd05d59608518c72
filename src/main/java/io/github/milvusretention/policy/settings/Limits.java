package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;

/**
 * What the guards allow one run of a policy.
 *
 * @param maxDrops maximum number of drops
 * @param maxShare maximum share of a collection's recognised partitions
 * @param newRules what happens where more would be dropped because something is new
 */
public record Limits(int maxDrops, Share maxShare, NewRules newRules) {
  /** Throws {@link RuleException} if nothing would be allowed. */
  public Limits {
    RuleException.check(maxDrops >= 1, "max-drops", maxDrops + " is below 1", "write 1 or more");
  }
}

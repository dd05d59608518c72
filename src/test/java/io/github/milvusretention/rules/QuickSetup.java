package io.github.milvusretention.rules;

import io.github.milvusretention.policy.Policy;

/** The policy quick-setup of sound rules with one more line. */
final class QuickSetup {
  private QuickSetup() {}

  static Policy policy(String line) {
    return WrittenRules.policyWith(line).read().policy("quick-setup");
  }

  /** The only mistake of that line. */
  static String refused(String line) {
    return WrittenRules.policyWith(line).refusedOnce();
  }
}

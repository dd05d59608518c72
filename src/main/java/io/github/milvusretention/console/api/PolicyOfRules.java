package io.github.milvusretention.console.api;

import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;

/** Finds the policy that a program names. */
final class PolicyOfRules {
  private PolicyOfRules() {}

  /** Throws {@link NotThere}. */
  static Policy named(String name, Rules rules) {
    Policy policy = rules.policies().get(name);
    if (policy == null) {
      throw new NotThere(
          "there is no policy "
              + name
              + " in the rules; the policies are "
              + rules.policies().keySet());
    }
    return policy;
  }
}

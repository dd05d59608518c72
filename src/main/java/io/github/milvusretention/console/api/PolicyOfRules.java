package io.github.milvusretention.console.api;

import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.History;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.values.Closest;
import org.jspecify.annotations.Nullable;

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
              + " in the rules; "
              + Closest.didYouMean(
                  name,
                  rules.policies().keySet(),
                  "the policies are " + rules.policies().keySet()));
    }
    return policy;
  }

  /**
   * Throws {@link NotThere} if neither the rules nor the record know it: an empty answer would look
   * as if it had never run.
   *
   * @param name null for all policies
   */
  static void refuseUnknown(@Nullable String name, Rules rules, History history) {
    if (name != null && !rules.policies().containsKey(name) && !history.policies().contains(name)) {
      throw new NotThere(
          "there is no policy " + name + " in the rules, and no run of one is recorded");
    }
  }
}

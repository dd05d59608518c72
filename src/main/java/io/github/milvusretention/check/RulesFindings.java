package io.github.milvusretention.check;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the rules alone show: nothing is contacted. */
public final class RulesFindings {
  private RulesFindings() {}

  /**
   * @param policies to look at
   * @param now when the schedules are looked at
   */
  public static List<Finding> of(Rules rules, List<Policy> policies, Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok(FindingId.RULES, Place.RULES, counted(policies) + ", no mistake"));
    policies.stream()
        .map(rules::clusterOf)
        .distinct()
        .forEach(cluster -> findings.addAll(ClusterFindings.ofRules(cluster)));
    policies.forEach(policy -> findings.addAll(ScheduleFindings.of(policy, now)));
    return findings;
  }

  private static String counted(List<Policy> policies) {
    return policies.size() == 1 ? "1 policy" : policies.size() + " policies";
  }
}

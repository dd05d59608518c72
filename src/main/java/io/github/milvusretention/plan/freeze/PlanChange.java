package io.github.milvusretention.plan.freeze;

import io.github.milvusretention.ledger.plans.SavedPlan;
import io.github.milvusretention.ledger.plans.SavedPlan.Due;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.rules.process.RulesFingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is no longer the same as in a plan that was kept. */
final class PlanChange {
  private static final int MAX_SHOWN = 5;

  private PlanChange() {}

  static List<Due> due(List<Decision> decisions) {
    return decisions.stream().map(PlanChange::due).toList();
  }

  private static Due due(Decision decision) {
    return new Due(
        decision.address().database(),
        decision.address().collection(),
        decision.collectionId(),
        decision.address().partition());
  }

  /**
   * A clause.
   *
   * @param rules of the present plan
   */
  static String between(SavedPlan kept, Plan plan, RulesFingerprint rules) {
    List<String> changes = new ArrayList<>();
    if (!kept.asOf().equals(plan.asOf())) {
      changes.add("its as-of was " + kept.asOf() + " and is " + plan.asOf());
    }
    Set<String> keys = RulesFingerprint.parse(kept.rules()).differencesFrom(rules);
    if (!keys.isEmpty()) {
      changes.add("rules changed: " + String.join(", ", keys));
    }
    add(changes, "now due: ", without(due(plan.due(true)), kept.partitions()));
    add(changes, "no longer due: ", without(kept.partitions(), due(plan.due(true))));
    return changes.isEmpty() ? "a period is read differently" : String.join("; ", changes);
  }

  /** Those of the plan that are not among what was kept, a clause; empty if all are. */
  static Optional<String> beyond(SavedPlan kept, Plan plan) {
    List<String> more = new ArrayList<>();
    add(more, "", without(due(plan.due(true)), kept.partitions()));
    return more.stream().findFirst();
  }

  /** Whether any partition of the plan is among what was kept. */
  static boolean shares(SavedPlan kept, Plan plan) {
    return !Collections.disjoint(Set.copyOf(kept.partitions()), due(plan.due(true)));
  }

  private static void add(List<String> changes, String what, Collection<Due> partitions) {
    if (!partitions.isEmpty()) {
      changes.add(
          what
              + partitions.stream()
                  .limit(MAX_SHOWN)
                  .map(Due::toString)
                  .collect(Collectors.joining(", "))
              + (partitions.size() <= MAX_SHOWN
                  ? ""
                  : " and " + (partitions.size() - MAX_SHOWN) + " more"));
    }
  }

  private static Set<Due> without(List<Due> these, List<Due> those) {
    Set<Due> left = new LinkedHashSet<>(these);
    those.forEach(left::remove);
    return left;
  }
}

package io.github.milvusretention.console.plan;

import io.github.milvusretention.ledger.plans.DueBefore;
import io.github.milvusretention.ledger.plans.SavedPlan.Due;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.list.ListedCollection;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan beside the last one that a run made.
 *
 * @param newlyDue what was not due by that one, oldest period first
 * @param noLongerDue what was due by it, is not due now, and was not dropped or released by its run
 * @param done how many its run dropped or released
 */
record PlanChanges(List<Decision> newlyDue, List<NoLongerDue> noLongerDue, int done) {
  PlanChanges {
    newlyDue = List.copyOf(newlyDue);
    noLongerDue = List.copyOf(noLongerDue);
  }

  /**
   * @param withWaiting whether what waits for a person counts as due, as it did before
   */
  static PlanChanges between(
      List<DueBefore.Partition> before, boolean withWaiting, ReviewedPlan planned) {
    Map<Due, DueBefore.Partition> left = new LinkedHashMap<>();
    before.stream().filter(each -> !each.done()).forEach(each -> left.put(each.due(), each));
    List<Decision> newlyDue = new ArrayList<>();
    for (Decision decision : planned.plan().due(withWaiting)) {
      if (left.remove(due(decision)) == null) {
        newlyDue.add(decision);
      }
    }
    return new PlanChanges(
        newlyDue,
        noLongerDue(List.copyOf(left.values()), planned),
        (int) before.stream().filter(DueBefore.Partition::done).count());
  }

  private static Due due(Decision decision) {
    return new Due(
        decision.address().database(),
        decision.address().collection(),
        decision.collectionId(),
        decision.address().partition());
  }

  private static List<NoLongerDue> noLongerDue(
      List<DueBefore.Partition> left, ReviewedPlan planned) {
    Map<String, List<DueBefore.Partition>> byCollection =
        left.stream()
            .collect(
                Collectors.groupingBy(
                    each -> place(each.due().database(), each.due().collection()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<String, Map<String, Decision>> present = present(byCollection.keySet(), planned);
    return byCollection.entrySet().stream()
        .flatMap(
            each -> {
              Map<String, Decision> there = present.get(each.getKey());
              return each.getValue().stream().map(was -> NoLongerDue.of(was, there, planned));
            })
        .toList();
  }

  /** What is there now in those collections, by name. */
  private static Map<String, Map<String, Decision>> present(
      Set<String> collections, ReviewedPlan planned) {
    Map<String, Map<String, Decision>> present = new HashMap<>();
    List<CollectionPlan> plans = planned.plan().collections();
    for (int i = 0; i < plans.size(); i++) {
      String place = place(plans.get(i).database(), plans.get(i).collection());
      if (collections.contains(place)) {
        ListedCollection listed = planned.inventory().collections().get(i);
        Map<String, Decision> names = new HashMap<>();
        planned
            .verdicts()
            .apply(listed.listing())
            .forEach(decision -> names.put(decision.address().partition(), decision));
        present.put(place, names);
      }
    }
    return present;
  }

  private static String place(String database, String collection) {
    return database + "." + collection;
  }
}

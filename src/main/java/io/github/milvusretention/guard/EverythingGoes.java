package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.Limits;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses a plan after which a collection would have no recognised partition left. No number in the
 * rules allows it: a pattern, a zone or a clock that is wrong looks just like this.
 */
final class EverythingGoes implements Guard {
  private static final int MAX_SHOWN = 5;

  @Override
  public List<Refusal> ask(Plan plan, Limits limits) {
    List<CollectionPlan> emptied =
        plan.collections().stream()
            .filter(collection -> !collection.expired().isEmpty())
            .filter(collection -> collection.expired().size() == collection.recognised())
            .filter(collection -> acts(plan, collection))
            .toList();
    if (emptied.isEmpty()) {
      return List.of();
    }
    String shown =
        emptied.stream()
            .limit(MAX_SHOWN)
            .map(c -> "%s of %s.%s".formatted(c.expired().size(), c.database(), c.collection()))
            .collect(Collectors.joining(", "));
    String more =
        emptied.size() <= MAX_SHOWN
            ? ""
            : " and of %s more collections".formatted(emptied.size() - MAX_SHOWN);
    return List.of(
        Refusal.of(
            "everything",
            "less than all",
            shown + more,
            "everything: the plan "
                + Guards.verb(plan.count(Action.DROP) > 0 ? Action.DROP : Action.RELEASE)
                + " all recognised partitions that there are: "
                + shown
                + more
                + "; no key of the rules allows that, only a person who accepts the plan",
            emptied.stream()
                .flatMap(collection -> Refusal.addresses(collection.expired()))
                .toList()));
  }

  /** Where all wait for a grace to end nothing happens, which a person has agreed to before. */
  private static boolean acts(Plan plan, CollectionPlan collection) {
    return collection.expired().stream().anyMatch(decision -> plan.action(decision) != Action.WAIT);
  }
}

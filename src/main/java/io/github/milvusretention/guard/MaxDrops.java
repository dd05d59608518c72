package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.Limits;
import java.util.List;
import java.util.stream.Stream;

/** Limits the number of partitions that one run drops, and of those that it releases. */
final class MaxDrops implements Guard {
  @Override
  public List<Refusal> ask(Plan plan, Limits limits) {
    return Stream.of(Action.DROP, Action.RELEASE)
        .flatMap(action -> ask(plan, limits.maxDrops(), action))
        .toList();
  }

  private static Stream<Refusal> ask(Plan plan, int limit, Action action) {
    int figure = plan.count(action);
    return figure <= limit
        ? Stream.empty()
        : Stream.of(
            Refusal.of(
                "max-drops",
                Integer.toString(limit),
                Integer.toString(figure),
                "the plan %s %s partitions; max-drops allows %s"
                    .formatted(Guards.verb(action), figure, limit),
                Refusal.addresses(plan.expired(action)).toList()));
  }
}

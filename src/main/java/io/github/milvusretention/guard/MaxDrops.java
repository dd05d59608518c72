package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Limits;
import io.github.milvusretention.policy.Plan;
import java.util.List;

/** Limits the number of partitions that one run drops. */
final class MaxDrops implements Guard {
  @Override
  public List<Refusal> ask(Plan plan, Limits limits) {
    int limit = limits.maxDrops();
    int figure = plan.expired().size();
    return figure <= limit
        ? List.of()
        : List.of(
            Refusal.of(
                "max-drops",
                Integer.toString(limit),
                Integer.toString(figure),
                "the plan drops %s partitions; max-drops allows %s".formatted(figure, limit),
                Refusal.addresses(plan.expired()).toList()));
  }
}

package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Plan;
import java.util.List;

/** All guards, in the order in which a person would want to read their answers. */
public final class Guards {
  private static final List<Guard> ALL = List.of(new MaxDrops(), new MaxShare());

  private Guards() {}

  /** Every refusal, so that a person sees all of them at once; empty if the plan may go ahead. */
  public static List<Refusal> ask(Plan plan) {
    return ALL.stream().flatMap(guard -> guard.ask(plan).stream()).toList();
  }
}

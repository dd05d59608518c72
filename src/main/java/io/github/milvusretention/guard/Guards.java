package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Plan;
import java.util.List;

/** All guards, in the order in which their answers are shown. */
public final class Guards {
  private static final List<Guard> ALL = List.of(new MaxDrops(), new MaxShare());

  private Guards() {}

  /** The refusals of all guards; empty if every guard accepts the plan. */
  public static List<Refusal> ask(Plan plan) {
    return ALL.stream().flatMap(guard -> guard.ask(plan).stream()).toList();
  }

  /** What the plan does by an action that a guard limits. */
  static String verb(Action action) {
    return switch (action) {
      case DROP -> "drops";
      case RELEASE -> "releases";
      case WAIT -> throw new IllegalArgumentException("waiting has no limit");
    };
  }
}

package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.Limits;
import java.util.List;
import java.util.Optional;

/** The guards that need to know nothing but the plan, in the order of their answers. */
public final class Guards {
  private static final List<Guard> ALL =
      List.of(new MaxDrops(), new MaxShare(), new EverythingGoes());

  private Guards() {}

  /** The refusals of all guards; empty if every guard accepts the plan. */
  public static List<Refusal> ask(Plan plan) {
    return ask(plan, plan.policy().limits());
  }

  /** The same, had the policy these limits. */
  static List<Refusal> ask(Plan plan, Limits limits) {
    return ALL.stream().flatMap(guard -> guard.ask(plan, limits).stream()).toList();
  }

  /**
   * The largest share that the plan drops of one collection, as max-share counts it: "7 of 12
   * (58.3%) in default.quick_setup"; empty if it drops nothing.
   */
  public static Optional<String> largestShare(Plan plan) {
    return MaxShare.largest(plan);
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

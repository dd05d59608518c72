package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.Limits;
import java.util.List;

/** Checks a whole plan before anything is dropped. */
interface Guard {
  /**
   * The refusals of the plan; empty if the guard accepts it.
   *
   * @param limits those of the plan's policy, or others that it is compared with
   */
  List<Refusal> ask(Plan plan, Limits limits);
}

package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Plan;
import java.util.List;

/** Checks a whole plan before anything is dropped. */
interface Guard {
  /** The refusals of the plan; empty if the guard accepts it. */
  List<Refusal> ask(Plan plan);
}

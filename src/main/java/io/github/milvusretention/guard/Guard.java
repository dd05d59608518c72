package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Plan;
import java.util.List;

/** Asked once, on the whole plan, before anything is touched. */
interface Guard {
  /** Empty if the guard has nothing against the plan. */
  List<Refusal> ask(Plan plan);
}

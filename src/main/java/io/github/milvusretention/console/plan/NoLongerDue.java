package io.github.milvusretention.console.plan;

import io.github.milvusretention.console.web.VerdictBadge;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.plans.DueBefore;
import io.github.milvusretention.ledger.plans.SavedPlan.Due;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Decision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition that was due by the last plan and is not due now.
 *
 * @param state what its run made of it; null if that plan was refused
 * @param verdict null if it is not there
 * @param why a sentence
 */
record NoLongerDue(Due due, @Nullable State state, @Nullable VerdictBadge verdict, String why) {

  /**
   * @param there what is there now in its collection; null if that was not read
   */
  static NoLongerDue of(
      DueBefore.Partition was, @Nullable Map<String, Decision> there, ReviewedPlan planned) {
    if (there == null) {
      return gone(was, "its collection is not among those that were read");
    }
    Decision now = there.get(was.due().partition());
    if (now == null) {
      return gone(was, "it is no longer there");
    }
    String why = planned.reason(now);
    return new NoLongerDue(
        was.due(),
        was.state(),
        new VerdictBadge(now.verdict()),
        now.collectionId().equals(was.due().id())
            ? why
            : "its collection was re-created since; " + why);
  }

  private static NoLongerDue gone(DueBefore.Partition was, String why) {
    return new NoLongerDue(was.due(), was.state(), null, why);
  }
}

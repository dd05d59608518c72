package io.github.milvusretention.console.plan;

import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.console.web.asking.SlowAnswers;
import io.github.milvusretention.ledger.plans.DueBefore;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import java.time.Clock;
import java.util.Optional;

/** Asks for plans, as the command {@code plan} does. Changes nothing and remembers nothing. */
class PlanAsking {
  /** Each holds what is due by it, which may be many thousands. */
  private static final int MOST = 8;

  private final Planner planner;
  private final DueBefore dueBefore;
  private final SlowAnswers<Key, AskedPlan> answers;

  PlanAsking(Planner planner, DueBefore dueBefore, Clock clock) {
    this.planner = planner;
    this.dueBefore = dueBefore;
    this.answers = new SlowAnswers<>(clock, MOST);
  }

  private record Key(String policy, AsOf asOf) {}

  /**
   * Empty if the cluster is still being asked. Throws {@link
   * io.github.milvusretention.run.RunFailure} if it cannot be, and {@link
   * io.github.milvusretention.console.web.asking.Busy} if too many others ask.
   */
  Optional<Answer<AskedPlan>> of(Policy policy, AsOf asOf) {
    return answers.of(new Key(policy.name(), asOf), () -> ask(policy, asOf));
  }

  /** Has it asked again. */
  void again(Policy policy, AsOf asOf) {
    answers.again(new Key(policy.name(), asOf), () -> ask(policy, asOf));
  }

  // The store stays open: whoever turns the pages over reads from it.
  @SuppressWarnings("resource")
  private AskedPlan ask(Policy policy, AsOf asOf) {
    // As a schedule would: nobody watches, so that new rules and collections are asked about.
    return AskedPlan.of(planner.plan(policy, asOf, new NameStore(), true, false), dueBefore);
  }
}

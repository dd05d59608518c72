package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.act.Offered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution as its page shows it, without its ledger.
 *
 * @param run itself
 * @param known whether the rules still have its policy
 * @param message what a person should know; may be empty
 * @param cards its counts
 * @param plan null if nothing was planned by then
 * @param others the other executions of the run, the first one first
 * @param acts what may be done with it
 */
record RunDetail(
    RunLine run,
    boolean known,
    List<StepLine> steps,
    List<Card> cards,
    @Nullable PlanPart plan,
    List<RunLine> others,
    List<Offered> acts) {

  /** A count. */
  record Card(int count, String what) {}
}

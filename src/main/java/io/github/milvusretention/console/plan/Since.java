package io.github.milvusretention.console.plan;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.ledger.plans.DueBefore.LastPlan;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has changed since the last plan of a run, in short.
 *
 * @param run null if no run has planned yet
 * @param planned when that plan was made
 * @param known whether it is still known what was due by it
 * @param newlyDue the first ones
 * @param noLongerDue the first ones
 * @param done how many the run dropped or released
 */
record Since(
    @Nullable LastPlan run,
    @Nullable Moment planned,
    boolean known,
    List<PlanRow> newlyDue,
    int newlyDueInAll,
    List<NoLongerDue> noLongerDue,
    int noLongerDueInAll,
    int done) {
  private static final int FEW = 10;

  static Since of(AskedPlan asked, ZoneId zone) {
    LastPlan run = asked.last();
    PlanChanges changes = asked.changes();
    Moment planned = run == null ? null : new Moment(run.plannedAt(), zone);
    if (changes == null) {
      return new Since(run, planned, false, List.of(), 0, List.of(), 0, 0);
    }
    return new Since(
        run,
        planned,
        true,
        changes.newlyDue().stream()
            .limit(FEW)
            .map(decision -> PlanRow.of(asked.planned(), decision))
            .toList(),
        changes.newlyDue().size(),
        changes.noLongerDue().stream().limit(FEW).toList(),
        changes.noLongerDue().size(),
        changes.done());
  }

  public boolean same() {
    return newlyDueInAll == 0 && noLongerDueInAll == 0;
  }
}

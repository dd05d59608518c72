package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.ledger.evidence.PlanEvidence;
import io.github.milvusretention.text.Visible;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The plan that an execution had.
 *
 * @param frozen whether the run took it; otherwise a guard refused it
 * @param refusedBy the guards' sentences, with limit and figure; empty if none refused
 * @param unreadable the collections that could not be read; may be empty
 * @param waiting what was kept until a person accepts it; may be empty
 * @param accepted null unless a person accepted it
 * @param rules the policy as it was then, a line each; null if an earlier version made the plan
 */
record PlanPart(
    String digest,
    Moment made,
    long madeBy,
    boolean frozen,
    String refusedBy,
    String unreadable,
    String waiting,
    @Nullable Accepted accepted,
    @Nullable String rules) {

  /**
   * @param why may be empty
   */
  record Accepted(String by, Moment at, String why) {}

  static PlanPart of(PlanEvidence evidence, ZoneId zone) {
    PlanEvidence.Accepted accepted = evidence.accepted();
    String rules = evidence.rules();
    return new PlanPart(
        evidence.plan().digest(),
        new Moment(evidence.plannedAt(), zone),
        evidence.plan().executionId(),
        evidence.plan().frozen(),
        Visible.line(evidence.plan().refusedBy()),
        Visible.line(evidence.plan().unreadable()),
        Visible.line(evidence.plan().waiting()),
        accepted == null
            ? null
            : new Accepted(
                Visible.line(accepted.by()),
                new Moment(accepted.at(), zone),
                Visible.line(accepted.why())),
        rules == null ? null : Visible.lines(rules));
  }
}

package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.ledger.evidence.PlanEvidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON, and as lines below a table.
 *
 * @param rules the policy as it was then, a line each; null if an earlier version made the plan
 */
public record PlanDetail(
    String digest,
    String plannedAt,
    long executionId,
    boolean frozen,
    String refusedBy,
    String unreadable,
    String waiting,
    @Nullable Accepted accepted,
    @Nullable List<String> rules) {

  record Accepted(String by, String at, String why) {}

  static PlanDetail of(PlanEvidence evidence, Moments moments) {
    PlanEvidence.Accepted accepted = evidence.accepted();
    String rules = evidence.rules();
    return new PlanDetail(
        evidence.plan().digest(),
        moments.text(evidence.plannedAt()),
        evidence.plan().executionId(),
        evidence.plan().frozen(),
        evidence.plan().refusedBy(),
        evidence.plan().unreadable(),
        evidence.plan().waiting(),
        accepted == null
            ? null
            : new Accepted(accepted.by(), moments.text(accepted.at()), accepted.why()),
        rules == null ? null : rules.lines().toList());
  }

  List<String> lines(String run) {
    List<String> lines = new ArrayList<>();
    lines.add("plan of " + run + ": " + digest);
    lines.add("  made " + plannedAt + " by execution " + executionId);
    if (!refusedBy.isEmpty()) {
      lines.add("  refused by guards: " + refusedBy);
    }
    if (accepted != null) {
      lines.add(
          "  accepted by "
              + accepted.by
              + " at "
              + accepted.at
              + (accepted.why.isEmpty() ? ", no reason given" : ": " + accepted.why));
    }
    if (!unreadable.isEmpty()) {
      lines.add("  not read: " + unreadable);
    }
    if (!waiting.isEmpty()) {
      lines.add("  " + waiting);
    }
    if (rules == null) {
      lines.add("  its rules were not recorded by the version that made it");
    } else {
      lines.add("  by these rules:");
      rules.forEach(rule -> lines.add("    " + rule));
    }
    return lines;
  }
}

package io.github.milvusretention.notify;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.rules.notify.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people are told of a run that has ended. */
final class RunNotice {
  private RunNotice() {}

  /**
   * Why a plan was refused.
   *
   * @param accept the whole command that accepts exactly this plan
   */
  record Refused(List<Refusal> refusals, String accept) {
    static final Refused NOT = new Refused(List.of(), "");
  }

  /** Empty for a run that did nothing because another one of its policy does it. */
  static Optional<Notice> of(RunReport report, Refused refused) {
    EventType type =
        switch (report.exit()) {
          case DONE -> EventType.FINISHED;
          case PARTITIONS_FAILED, STOPPED -> EventType.PARTIAL;
          case GUARD_REFUSED -> EventType.REFUSED;
          case ERROR, CLUSTER_UNUSABLE -> EventType.FAILED;
          case LOCKED -> null;
        };
    return type == null
        ? Optional.empty()
        : Optional.of(
            new Notice(
                type,
                report.run().policy(),
                once(report),
                report.run() + ": " + ended(report),
                report.message(),
                data(report, refused)));
  }

  /** A run that was not recorded cannot be told twice. */
  private static @Nullable String once(RunReport report) {
    return report.executionId() == null ? null : "run/" + report.executionId();
  }

  private static String ended(RunReport report) {
    return switch (report.exit()) {
      case DONE -> "finished; " + report.counts();
      case PARTITIONS_FAILED -> "some partitions are left (exit code 3); " + report.counts();
      case STOPPED -> "stopped before its end (exit code 3); " + report.counts();
      case GUARD_REFUSED -> "refused by a guard, a person must decide (exit code 4)";
      default -> "failed (exit code " + report.exit().code() + "); " + report.counts();
    };
  }

  /** Whether it is worth a word that it finished: it changed something, or has something to say. */
  static boolean idle(RunReport report) {
    return report.counts().equals(LedgerCounts.NONE) && report.message().isBlank();
  }

  private static Map<String, Object> data(RunReport report, Refused refused) {
    LedgerCounts counts = report.counts();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("asOf", report.run().asOf().toString());
    data.put("attempt", report.run().attempt());
    if (report.executionId() != null) {
      data.put("executionId", report.executionId());
    }
    data.put("status", report.status());
    data.put("exitCode", report.exit().code());
    data.put("dropped", counts.dropped());
    data.put("released", counts.released());
    data.put("absent", counts.absent());
    data.put("skipped", counts.skipped());
    data.put("failed", counts.failed());
    if (!refused.refusals().isEmpty()) {
      data.put("refusedBy", refused.refusals().stream().map(RunNotice::figures).toList());
      data.put("accept", refused.accept());
    }
    return data;
  }

  private static Map<String, Object> figures(Refusal refusal) {
    return Map.of("guard", refusal.guard(), "limit", refusal.limit(), "figure", refusal.figure());
  }
}

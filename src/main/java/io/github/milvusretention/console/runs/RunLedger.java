package io.github.milvusretention.console.runs;

import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.evidence.ExecutionRows;
import io.github.milvusretention.ledger.evidence.ExecutionRows.Filter;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.run.RunKey;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** The ledger of a run as an execution left it, a part at a time. */
class RunLedger {
  private final ExecutionRows rows;
  private final Evidence evidence;

  RunLedger(ExecutionRows rows, Evidence evidence) {
    this.rows = rows;
    this.evidence = evidence;
  }

  long count(RunKey run, long executionId, Filter filter) {
    return rows.count(run, executionId, filter);
  }

  /** In the order of the plan, each with the calls that the execution sent for it. */
  List<LedgerLine> page(
      RunKey run, long executionId, Filter filter, long offset, int size, ZoneId zone) {
    return lines(rows.page(run, executionId, filter, offset, size), executionId, zone);
  }

  /** The results that it wrote last, the newest first. */
  List<LedgerLine> newest(RunKey run, long executionId, int size, ZoneId zone) {
    return lines(rows.newest(run, executionId, size), executionId, zone);
  }

  /** How much it settled of what other runs of the policy had planned. */
  long countOfOthers(RunKey run, long executionId) {
    return rows.countOfOthers(run, executionId);
  }

  List<LedgerLine> ofOthers(RunKey run, long executionId, int size, ZoneId zone) {
    return lines(rows.ofOthers(run, executionId, size), executionId, zone);
  }

  private List<LedgerLine> lines(List<Long> ids, long executionId, ZoneId zone) {
    return evidence.of(ids).stream()
        .sorted(Comparator.comparing((RowEvidence row) -> ids.indexOf(row.row().id())))
        .flatMap(row -> LedgerLine.of(row, executionId, zone).stream())
        .toList();
  }
}

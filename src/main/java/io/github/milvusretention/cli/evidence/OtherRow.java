package io.github.milvusretention.cli.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.evidence.PartitionRecord.Run;
import io.github.milvusretention.run.RunKey;

/** A partition that another run had planned and that an execution settled, as JSON. */
record OtherRow(@JsonUnwrapped Run run, @JsonUnwrapped RowDetail row) {
  static OtherRow of(RunKey run, RowDetail row) {
    return new OtherRow(Run.of(run), row);
  }

  String line() {
    RowDetail.Result result = row.result();
    return "  "
        + row.place()
        + " of "
        + run
        + ": "
        + result.state()
        + " at "
        + result.updated()
        + (result.error() == null ? "" : ", " + result.error());
  }
}

package io.github.milvusretention.drop;

import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.RowResult;
import java.time.Instant;

/** A partition and the result of its attempt. */
record Settled(DropAttempt attempt, DropResult result) {
  /**
   * @param server the address of the cluster's server
   */
  RowResult toWrite(String server) {
    Instant released = result.released();
    return new RowResult(
        attempt.row(),
        result.state(),
        result.why(),
        released == null ? null : new RowResult.Release(released, server));
  }
}

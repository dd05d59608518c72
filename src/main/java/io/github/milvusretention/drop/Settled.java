package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.RowResult;

/** A partition and the result of its attempt. */
record Settled(DropAttempt attempt, DropResult result) {
  RowResult toWrite() {
    return new RowResult(attempt.row(), result.state(), result.why());
  }
}

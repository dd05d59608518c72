package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.ledger.SentCall;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import org.jspecify.annotations.Nullable;

/** A release or drop that was sent, as JSON and as a line below its partition. */
record CallDetail(
    String answered,
    String route,
    String outcome,
    int httpStatus,
    @Nullable Integer code,
    String message,
    long millis,
    long executionId) {

  static CallDetail of(RowEvidence.Call call, Moments moments) {
    SentCall sent = call.sent();
    return new CallDetail(
        moments.text(sent.answered()),
        sent.route(),
        sent.outcome(),
        sent.httpStatus(),
        sent.code(),
        sent.message(),
        sent.took().toMillis(),
        call.executionId());
  }

  String line() {
    return "  "
        + answered
        + " "
        + route
        + ": "
        + outcome
        + (httpStatus == 0 ? "" : ", HTTP " + httpStatus)
        + (code == null ? "" : ", code " + code)
        + ", "
        + millis
        + " ms"
        + (message.isEmpty() ? "" : ", " + message);
  }
}

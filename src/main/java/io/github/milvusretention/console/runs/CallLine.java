package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Lasting;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.ledger.SentCall;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.text.Visible;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A release or drop that was sent.
 *
 * @param answer HTTP status and code, as far as there are
 * @param message the other side's text; may be empty
 */
record CallLine(
    Moment at, String route, String outcome, String answer, String took, String message) {

  static CallLine of(RowEvidence.Call call, ZoneId zone) {
    SentCall sent = call.sent();
    String http = sent.httpStatus() == 0 ? "no answer" : "HTTP " + sent.httpStatus();
    return new CallLine(
        new Moment(sent.answered(), zone),
        Visible.line(sent.route()),
        Visible.line(sent.outcome()),
        http + (sent.code() == null ? "" : ", code " + Objects.toString(sent.code())),
        Lasting.words(sent.took()),
        Visible.line(sent.message()));
  }
}

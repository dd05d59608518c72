package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.http.Exchange;
import io.github.milvusretention.milvus.rest.call.Routes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Decides what an answer means. The body is read whatever the HTTP status is: most errors come with
 * HTTP 200, and newer servers can be configured to send real statuses with the same body. In doubt
 * the outcome is {@link Outcome#UNKNOWN}, never a success.
 */
final class Classifier {
  private final Redaction redaction;

  Classifier(Redaction redaction) {
    this.redaction = redaction;
  }

  Reply classify(String route, Exchange exchange) {
    if (exchange instanceof Exchange.Received received) {
      Envelope envelope = Envelope.read(received.body());
      return envelope == null
          ? withoutEnvelope(route, received)
          : withEnvelope(route, received, envelope);
    }
    Exchange.Failed failed = (Exchange.Failed) exchange;
    String why =
        failed.detail().isEmpty()
            ? failed.reason()
            : failed.reason() + redaction.clean(failed.detail());
    return reply(route, outcome(route, failed), 0, null, why, failed);
  }

  private static Outcome outcome(String route, Exchange.Failed failed) {
    if (!failed.sent()) {
      return failed.connectionFailed() ? Outcome.CONNECTION_REFUSED : Outcome.UNREACHABLE;
    }
    // What a release or drop did before its connection was lost nobody knows; a read did nothing.
    return failed.connectionFailed() && !Routes.changes(route)
        ? Outcome.CONNECTION_LOST
        : Outcome.UNKNOWN;
  }

  /** Reclassifies a success whose data cannot be read. */
  Reply unreadable(Reply success, String why) {
    Answer answer = success.answer();
    return new Reply(
        new Answer(
            answer.route(),
            Outcome.UNKNOWN,
            answer.httpStatus(),
            answer.code(),
            "unreadable answer: " + why,
            answer.took(),
            answer.retryAfter()),
        MissingNode.getInstance());
  }

  private Reply withEnvelope(String route, Exchange.Received received, Envelope envelope) {
    int status = received.status();
    int code = envelope.code();
    if (status == 200 && envelope.hasData() && (code == 0 || code == 200)) {
      // Milvus 2.3.13 to 2.4.2 return 200 as the code of a success, later versions 0.
      Reply reply =
          reply(
              route, Outcome.SUCCESS, status, code, redaction.clean(envelope.message()), received);
      return new Reply(reply.answer(), envelope.data());
    }
    if (code == 0) {
      String why = "code 0, but not a success: " + redaction.clean(envelope.message());
      return reply(route, Outcome.UNKNOWN, status, code, why, received);
    }
    Outcome outcome = ErrorCode.outcome(route, status, envelope);
    return reply(route, outcome, status, code, redaction.clean(envelope.message()), received);
  }

  private Reply withoutEnvelope(String route, Exchange.Received received) {
    int status = received.status();
    return reply(
        route,
        HttpStatus.withoutEnvelope(route, status),
        status,
        null,
        reasonWithoutEnvelope(received),
        received);
  }

  private String reasonWithoutEnvelope(Exchange.Received received) {
    if (received.status() >= 300 && received.status() < 400) {
      return "redirects are not followed; set the uri of the cluster to the server itself";
    }
    if (received.body().isBlank()) {
      return "empty body";
    }
    String what = Envelope.isDamaged(received.body()) ? "not valid UTF-8" : "not a Milvus answer";
    return what + ": " + redaction.clean(received.body());
  }

  /**
   * @param message in which all text of others is clean
   */
  private static Reply reply(
      String route,
      Outcome outcome,
      int status,
      @Nullable Integer code,
      String message,
      Exchange exchange) {
    JsonNode none = MissingNode.getInstance();
    Duration retryAfter =
        exchange instanceof Exchange.Received received ? received.retryAfter() : null;
    return new Reply(
        new Answer(
            route, outcome, status, code, Redaction.truncate(message), exchange.took(), retryAfter),
        none);
  }
}

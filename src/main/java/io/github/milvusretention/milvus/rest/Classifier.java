package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.http.Exchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The one place that decides what an answer means. The body is read whatever the status says: most
 * errors come with HTTP 200, and newer servers can be switched to real statuses around the same
 * body. In doubt the answer is {@link Outcome#UNKNOWN}, never a success.
 */
final class Classifier {
  private final Redaction redaction;

  Classifier(Redaction redaction) {
    this.redaction = redaction;
  }

  Reply classify(String route, Exchange exchange) {
    if (exchange instanceof Exchange.Received received) {
      Envelope envelope = Envelope.read(received.body());
      return envelope == null ? bare(route, received) : enveloped(route, received, envelope);
    }
    Exchange.Failed failed = (Exchange.Failed) exchange;
    Outcome outcome = failed.sent() ? Outcome.UNKNOWN : Outcome.UNREACHABLE;
    return reply(route, outcome, 0, null, failed.why(), failed);
  }

  /** A success that turns out not to say what its route promises. */
  Reply unreadable(Reply success, String why) {
    Answer answer = success.answer();
    return new Reply(
        new Answer(
            answer.route(),
            Outcome.UNKNOWN,
            answer.httpStatus(),
            answer.code(),
            redaction.clean("unreadable answer: " + why),
            answer.took(),
            answer.retryAfter()),
        MissingNode.getInstance());
  }

  private Reply enveloped(String route, Exchange.Received received, Envelope envelope) {
    int status = received.status();
    int code = envelope.code();
    if (status == 200 && envelope.hasData() && (code == 0 || code == 200)) {
      // Milvus 2.3.13 to 2.4.2 answer success as 200, later ones as 0.
      Reply reply = reply(route, Outcome.SUCCESS, status, code, envelope.message(), received);
      return new Reply(reply.answer(), envelope.data());
    }
    if (code == 0) {
      String why = "code 0, but no success: " + envelope.message();
      return reply(route, Outcome.UNKNOWN, status, code, why, received);
    }
    Outcome outcome = ErrorCode.outcome(route, status, envelope);
    return reply(route, outcome, status, code, envelope.message(), received);
  }

  private Reply bare(String route, Exchange.Received received) {
    int status = received.status();
    return reply(
        route,
        HttpStatus.withoutEnvelope(route, status),
        status,
        null,
        whyBare(received),
        received);
  }

  private static String whyBare(Exchange.Received received) {
    if (received.status() >= 300 && received.status() < 400) {
      return "redirects are not followed; let the cluster's uri name the server itself";
    }
    if (received.body().isBlank()) {
      return "empty body";
    }
    String what = Envelope.damaged(received.body()) ? "not valid UTF-8" : "no Milvus answer";
    return what + ": " + received.body();
  }

  private Reply reply(
      String route,
      Outcome outcome,
      int status,
      @Nullable Integer code,
      String message,
      Exchange exchange) {
    JsonNode none = MissingNode.getInstance();
    String shown = redaction.clean(message);
    Duration retryAfter =
        exchange instanceof Exchange.Received received ? received.retryAfter() : null;
    return new Reply(
        new Answer(route, outcome, status, code, shown, exchange.took(), retryAfter), none);
  }
}

package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reaction of the server to a call. The factory methods answer without the effect, unless
 * stated otherwise; {@link #afterEffect()} applies the effect first, so that the answer is wrong.
 *
 * <p>A "reset" closes the connection without an answer, because the server of the JDK cannot send a
 * TCP reset: the client reads the end of the stream instead of a status line.
 */
@FunctionalInterface
public interface Reaction {
  Reply react(Turn turn);

  /** The same answer, after the call has taken effect. */
  default Reaction afterEffect() {
    return turn -> {
      turn.effect();
      return react(turn);
    };
  }

  /** Runs the hook on the server's thread before this reaction and any effect. */
  default Reaction before(Consumer<Call> hook) {
    return turn -> {
      hook.accept(turn.call());
      return react(turn);
    };
  }

  /** Runs the hook on the server's thread after this reaction, before the answer is sent. */
  default Reaction after(Consumer<Call> hook) {
    return turn -> {
      Reply reply = react(turn);
      hook.accept(turn.call());
      return reply;
    };
  }

  /** The correct answer with its effect; for hooks. */
  static Reaction honest() {
    return Turn::effect;
  }

  static Reaction answer(Reply reply) {
    return turn -> reply;
  }

  /** An error envelope of the version, with this code. */
  static Reaction error(int code, String message) {
    return turn -> turn.envelope().error(turn.call(), code, message);
  }

  /** A success envelope with this data, true or not: for example a shortened list. */
  static Reaction data(String json) {
    return turn -> turn.envelope().success(JsonMapper.shared().readTree(json));
  }

  /** The success of a release or drop, without the effect. */
  static Reaction lostEffect() {
    return data("{}");
  }

  /** The first half of the correct list, as for a user with restricted privileges. */
  static Reaction shortened() {
    return turn -> turn.envelope().firstHalf(turn.effect());
  }

  static Reaction emptyBody() {
    return answer(Reply.text(200, ""));
  }

  static Reaction reset() {
    return turn -> Reply.none();
  }

  /** The correct answer with its effect, but only half of it is sent. */
  static Reaction truncated() {
    return turn -> turn.effect().cut();
  }

  /** Holds the call until {@code heal()}, then serves it; on close, closes the connection. */
  static Reaction hang() {
    return Turn::held;
  }

  /** Serves the call after this time, or earlier on {@code heal()} or close. */
  static Reaction delay(Duration time) {
    return turn -> turn.held(time);
  }

  /** A timeout of the server: HTTP 408. */
  static Reaction timeout() {
    return turn -> turn.envelope().timeout();
  }

  static Reaction throttled() {
    return error(
        1807,
        "request is rejected by limiter, error: request is rejected by grpc RateLimiter"
            + " middleware, please retry later: rate limit exceeded[rate=1]");
  }

  /** An operator has disabled such calls. */
  static Reaction denied() {
    return error(
        1807, "request is rejected by limiter, error: quota exceeded[reason=manually force deny]");
  }

  /** The rate limit of a gateway in front of the server. */
  static Reaction tooMany(Duration retryAfter) {
    return answer(
        Reply.text(429, "too many requests")
            .with("Retry-After", String.valueOf(retryAfter.toSeconds())));
  }

  static Reaction queueFull() {
    return error(4, "too many concurrent requests, queue is full[limit=1024]");
  }

  static Reaction notReady() {
    return error(1, "service not ready[proxy=1]: Initializing");
  }

  /** The refusal of a loaded partition, even if it is not loaded. */
  static Reaction loaded() {
    return turn -> {
      Refused loaded = turn.envelope().errors().refused(Errors.LOADED);
      return turn.envelope().error(turn.call(), loaded.code(), loaded.text());
    };
  }

  static Reaction unauthenticated() {
    return turn -> turn.envelope().unauthenticated();
  }

  /** The user lacks this privilege, for example {@code DropPartition}. */
  static Reaction forbidden(String privilege) {
    return turn -> {
      Refused forbidden =
          turn.envelope().errors().forbidden(privilege, "reader", turn.call().database());
      return Envelope.error(403, forbidden.code(), forbidden.text());
    };
  }

  /** A panic in the server's handler. */
  static Reaction internalError() {
    return answer(Reply.json(500, "{\"code\":500}"));
  }

  /** The answer of a proxy whose server is down. */
  static Reaction badGateway() {
    return answer(Reply.html(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"));
  }

  /** The answer of a proxy whose server is being replaced. */
  static Reaction unavailable() {
    return answer(Reply.html(503, "<html><body><h1>503 Unavailable</h1></body></html>"));
  }
}

package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server does with a call instead of serving it honestly. Those below answer without the
 * effect; {@link #afterEffect()} makes the effect happen first, so that the answer is a lie.
 *
 * <p>A connection is "reset" by closing it without an answer, which is as near as the JDK's server
 * comes: the client sees the end of the stream where the status line should be.
 */
@FunctionalInterface
public interface Reaction {
  Reply react(Turn turn);

  /** The same answer, but the call has taken effect before it. */
  default Reaction afterEffect() {
    return turn -> {
      turn.effect();
      return react(turn);
    };
  }

  /** Runs on the server's thread before this reaction, and so before any effect. */
  default Reaction before(Consumer<Call> hook) {
    return turn -> {
      hook.accept(turn.call());
      return react(turn);
    };
  }

  /** Runs on the server's thread after this reaction, before its answer leaves. */
  default Reaction after(Consumer<Call> hook) {
    return turn -> {
      Reply reply = react(turn);
      hook.accept(turn.call());
      return reply;
    };
  }

  /** No fault; for hooks. */
  static Reaction honest() {
    return Turn::effect;
  }

  static Reaction answer(Reply reply) {
    return turn -> reply;
  }

  /** An error envelope in the style of the version; not retriable or whatever the code says. */
  static Reaction error(int code, String message) {
    return turn -> turn.envelope().error(turn.call(), code, message);
  }

  /** A success envelope with these data, whatever is true: for example a shortened list. */
  static Reaction data(String json) {
    return turn -> turn.envelope().success(JsonMapper.shared().readTree(json));
  }

  /** Success without the effect, as a release or drop answers it. */
  static Reaction lostEffect() {
    return data("{}");
  }

  /** The first half of the names that the honest list holds, as a restricted user may be shown. */
  static Reaction shortened() {
    return turn -> turn.envelope().firstHalf(turn.effect());
  }

  static Reaction emptyBody() {
    return answer(Reply.text(200, ""));
  }

  static Reaction reset() {
    return turn -> Reply.none();
  }

  /** The honest answer with its effect, of which only half arrives. */
  static Reaction truncated() {
    return turn -> turn.effect().cut();
  }

  /** Holds the call until {@code heal()}, then serves it; until close, then cuts it off. */
  static Reaction hang() {
    return Turn::held;
  }

  /** Serves the call after this time. Ends early on {@code heal()} and on close. */
  static Reaction delay(Duration time) {
    return turn -> turn.held(time);
  }

  /** The server's own timer has run out: HTTP 408. */
  static Reaction timeout() {
    return turn -> turn.envelope().timeout();
  }

  static Reaction throttled() {
    return error(
        1807,
        "request is rejected by limiter, error: request is rejected by grpc RateLimiter"
            + " middleware, please retry later: rate limit exceeded[rate=1]");
  }

  /** An operator has switched such calls off. */
  static Reaction denied() {
    return error(
        1807, "request is rejected by limiter, error: quota exceeded[reason=manually force deny]");
  }

  /** A gateway in front of the server counts calls. */
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

  /** The partition is loaded, whatever was released. */
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
    return turn ->
        Envelope.error(
            403,
            65535,
            "rpc error: code = PermissionDenied desc = %s: permission deny to reader in the `%s` database"
                .formatted(privilege, turn.call().database()));
  }

  /** A panic in the server's handler. */
  static Reaction internalError() {
    return answer(Reply.json(500, "{\"code\":500}"));
  }

  /** What a proxy in front of a dead server says. */
  static Reaction badGateway() {
    return answer(Reply.html(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"));
  }

  /** What a proxy in front of a server that is being replaced says. */
  static Reaction unavailable() {
    return answer(Reply.html(503, "<html><body><h1>503 Unavailable</h1></body></html>"));
  }
}

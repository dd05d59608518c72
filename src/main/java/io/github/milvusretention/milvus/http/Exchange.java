package io.github.milvusretention.milvus.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of one HTTP exchange, not yet classified. */
public sealed interface Exchange {
  Duration took();

  /**
   * A complete HTTP response.
   *
   * @param retryAfter the value of the Retry-After header; null if there was none
   * @param date the value of the Date header, in whole seconds; null if there was none or it is
   *     invalid
   * @param body decoded as UTF-8, with U+FFFD for invalid bytes
   */
  record Received(
      int status, String body, @Nullable Duration retryAfter, @Nullable Instant date, Duration took)
      implements Exchange {}

  /**
   * No complete HTTP response.
   *
   * @param sent false only if certainly no byte of the request was sent
   * @param connectionFailed whether the connection was refused, reset, closed or not made in time,
   *     as while a server restarts; false for what a retry does not cure
   * @param reason our own sentence, or its beginning
   * @param detail the rest of it, which may be text of the server's; may be empty
   */
  record Failed(boolean sent, boolean connectionFailed, String reason, String detail, Duration took)
      implements Exchange {
    /** Of which we say all ourselves. */
    public Failed(boolean sent, boolean connectionFailed, String reason, Duration took) {
      this(sent, connectionFailed, reason, "", took);
    }
  }
}

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
   * @param reason may contain text of the server
   */
  record Failed(boolean sent, String reason, Duration took) implements Exchange {}
}

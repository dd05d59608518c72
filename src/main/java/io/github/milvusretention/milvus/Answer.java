package io.github.milvusretention.milvus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The classified answer to one call. Never contains a token or a request body.
 *
 * @param route for example {@code partitions/drop}
 * @param httpStatus 0 if there was no HTTP answer
 * @param code the code in the envelope; null if there was none
 * @param message the text of the server or of the transport, truncated; may be empty
 * @param retryAfter the value of the Retry-After header; null if there was none
 */
public record Answer(
    String route,
    Outcome outcome,
    int httpStatus,
    @Nullable Integer code,
    String message,
    Duration took,
    @Nullable Duration retryAfter) {
  public boolean success() {
    return outcome == Outcome.SUCCESS;
  }

  /** A text for users: the meaning of the outcome, then the message of the server. */
  public String describe() {
    StringBuilder text = new StringBuilder(outcome.meaning());
    if (httpStatus != 0) {
      text.append(" (HTTP ").append(httpStatus);
      text.append(code == null ? "" : ", code " + code).append(')');
    }
    return message.isEmpty() ? text.toString() : text.append(": ").append(message).toString();
  }
}

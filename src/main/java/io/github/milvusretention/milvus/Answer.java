package io.github.milvusretention.milvus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came back from one call, classified. Never holds a token or a request body.
 *
 * @param route for example {@code partitions/drop}
 * @param httpStatus 0 if there was none
 * @param code the envelope's code, null if there was none
 * @param message the server's or the transport's text, cut to a readable length; may be empty
 * @param retryAfter how long the other side asks to wait, from the header of that name; null if it
 *     does not ask
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

  /** For people: what it means, then how the server put it. */
  public String describe() {
    StringBuilder text = new StringBuilder(outcome.meaning());
    if (httpStatus != 0) {
      text.append(" (HTTP ").append(httpStatus);
      text.append(code == null ? "" : ", code " + code).append(')');
    }
    return message.isEmpty() ? text.toString() : text.append(": ").append(message).toString();
  }
}

package io.github.milvusretention.milvus.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one HTTP exchange gave, before anybody asks what it means. */
public sealed interface Exchange {
  Duration took();

  /**
   * A whole HTTP answer.
   *
   * @param retryAfter how long the other side asks to wait; null if it does not ask
   * @param body decoded as UTF-8, with U+FFFD for bytes that are none
   */
  record Received(int status, String body, @Nullable Duration retryAfter, Duration took)
      implements Exchange {}

  /**
   * No whole HTTP answer.
   *
   * @param sent false only if it is certain that no byte of the request left
   * @param why in words, possibly with text of the other side in it
   */
  record Failed(boolean sent, String why, Duration took) implements Exchange {}
}

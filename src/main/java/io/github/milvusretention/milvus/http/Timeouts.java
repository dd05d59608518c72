package io.github.milvusretention.milvus.http;

import java.time.Duration;

/**
 * The timeouts of one exchange.
 *
 * @param connect for the TCP connection, and for each read in the TLS handshake
 * @param read between two bytes of the response; longer than the server's own timeout, so that its
 *     error arrives first
 * @param total for the whole exchange, even if the server keeps sending bytes slowly
 */
public record Timeouts(Duration connect, Duration read, Duration total) {
  public static Timeouts of(Duration requestTimeout) {
    return new Timeouts(
        Duration.ofSeconds(5), requestTimeout.plusSeconds(10), requestTimeout.plusSeconds(30));
  }
}

package io.github.milvusretention.milvus.http;

import java.time.Duration;

/**
 * How long one exchange may take.
 *
 * @param connect for a TCP connection, and for each answer in the TLS handshake
 * @param silence between two bytes of the answer; longer than the server's own limit, so that its
 *     word arrives before we give up
 * @param whole for everything together, however busily the other side drips bytes
 */
public record Timeouts(Duration connect, Duration silence, Duration whole) {
  public static Timeouts of(Duration requestTimeout) {
    return new Timeouts(
        Duration.ofSeconds(5), requestTimeout.plusSeconds(10), requestTimeout.plusSeconds(30));
  }
}

package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A server that answers as a test says, and what asks it. */
final class RawConnection implements AutoCloseable {
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(10));

  final RawServer server;
  final Transport transport;

  RawConnection() throws IOException {
    server = RawServer.start();
    transport = transport(server.uri(), new Token("root:S3cr3t"));
  }

  static Transport transport(URI uri, Token token) {
    Cluster cluster = new Cluster("test", uri, token, Duration.ofMillis(2_900));
    return new HttpTransport(cluster, SHORT, null);
  }

  Exchange post() {
    return transport.post("partitions/drop", "{\"dbName\":\"dé\"}");
  }

  Exchange.Failed failed() {
    return (Exchange.Failed) post();
  }

  /** Waits for an answer as long as the program does. */
  Transport longTimeoutTransport() {
    Cluster cluster = new Cluster("test", server.uri(), Token.NONE, Duration.ofSeconds(1));
    return new HttpTransport(cluster, Timeouts.of(cluster.requestTimeout()), null);
  }

  @Override
  public void close() {
    transport.close();
    server.close();
  }
}

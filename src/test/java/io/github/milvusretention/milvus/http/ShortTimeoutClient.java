package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.call.Backoff;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** A client for tests with a hanging server: it uses a short timeout for selected routes. */
public final class ShortTimeoutClient {
  private static final Duration READ_TIMEOUT = Duration.ofMillis(400);

  private ShortTimeoutClient() {}

  /**
   * Creates the client of the program, but with a timeout of less than a second instead of 15 s for
   * some routes.
   *
   * @param shortTimeout the routes with the short timeout; evaluated for each call
   */
  public static Milvus connect(
      Cluster cluster, Sleeper sleeper, Clock clock, Predicate<String> shortTimeout) {
    Transport longTimeoutTransport =
        new HttpTransport(cluster, Timeouts.of(cluster.requestTimeout()), null);
    Timeouts shortTimeouts =
        new Timeouts(Duration.ofSeconds(5), READ_TIMEOUT, READ_TIMEOUT.multipliedBy(2));
    Transport shortTimeoutTransport = new HttpTransport(cluster, shortTimeouts, null);
    Transport switching =
        new Transport() {
          @Override
          public Exchange post(String route, String json) {
            return (shortTimeout.test(route) ? shortTimeoutTransport : longTimeoutTransport)
                .post(route, json);
          }

          @Override
          public void close() {
            longTimeoutTransport.close();
            shortTimeoutTransport.close();
          }
        };
    Backoff backoff = Backoff.of(Retries.ofReads(cluster.retryBudget()), sleeper);
    return new MilvusClient(cluster, switching, backoff, clock, CallObserver.NONE);
  }
}

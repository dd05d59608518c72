package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.rest.Backoff;
import io.github.milvusretention.milvus.rest.MilvusClient;
import java.time.Duration;
import java.util.function.Predicate;

/** A client for tests in which a server hangs: it can be told not to wait as long as it should. */
public final class HurriedClient {
  private static final Duration SILENCE = Duration.ofMillis(400);

  private HurriedClient() {}

  /**
   * The client that the program has, but for a wait of less than a second where it would be 15.
   *
   * @param hurry the routes for which, asked at each call
   */
  public static Milvus connect(Cluster cluster, Sleeper sleeper, Predicate<String> hurry) {
    Transport patient = new HttpTransport(cluster, Timeouts.of(cluster.requestTimeout()), null);
    Timeouts soon = new Timeouts(Duration.ofSeconds(5), SILENCE, SILENCE.multipliedBy(2));
    Transport hurried = new HttpTransport(cluster, soon, null);
    Transport either =
        new Transport() {
          @Override
          public Exchange post(String route, String json) {
            return (hurry.test(route) ? hurried : patient).post(route, json);
          }

          @Override
          public void close() {
            patient.close();
            hurried.close();
          }
        };
    Backoff backoff = Backoff.of(Retries.ofReads(cluster.retryBudget()), sleeper);
    return new MilvusClient(cluster, either, backoff, answer -> {});
  }
}

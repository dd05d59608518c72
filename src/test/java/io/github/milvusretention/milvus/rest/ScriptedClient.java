package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.call.Backoff;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of a {@link ScriptedTransport}, with what it waited for and how it was answered. */
final class ScriptedClient {
  static final String NOT_READY = "{\"code\":1,\"message\":\"Initializing\"}";
  static final Retries READS = Retries.ofReads(Duration.ofSeconds(5));

  final Cluster cluster =
      new Cluster(
          "prod", URI.create("http://host"), new Token("root:S3cr3t"), Duration.ofMinutes(1));
  final ScriptedTransport transport = new ScriptedTransport();
  final List<Duration> waits = new ArrayList<>();
  final List<Answer> answers = new ArrayList<>();
  final MilvusClient milvus = waiting(new Backoff(READS, waits::add, () -> 1.0));

  /** Another client of the same transport. */
  MilvusClient waiting(Backoff backoff) {
    return client(backoff, (sentTo, route) -> answers::add);
  }

  /** The same, watched by this observer alone. */
  MilvusClient observed(CallObserver observer) {
    return client(new Backoff(READS, waits::add, () -> 1.0), observer);
  }

  private MilvusClient client(Backoff backoff, CallObserver observer) {
    return new MilvusClient(cluster, transport, backoff, Clock.systemUTC(), observer);
  }

  static MilvusException failureOf(Runnable read) {
    return catchThrowableOfType(MilvusException.class, read::run);
  }
}

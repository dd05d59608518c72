package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.milvus.RowValue;
import io.github.milvusretention.milvus.ServerVersion;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.Tries;
import io.github.milvusretention.milvus.http.Exchange;
import io.github.milvusretention.milvus.http.HttpTransport;
import io.github.milvusretention.milvus.http.Timeouts;
import io.github.milvusretention.milvus.http.Transport;
import io.github.milvusretention.milvus.rest.call.Backoff;
import io.github.milvusretention.milvus.rest.call.Call;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.github.milvusretention.milvus.rest.call.CallRate;
import io.github.milvusretention.milvus.rest.call.Routes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link Milvus} over HTTP. Thread-safe. Throws {@link IllegalArgumentException} for an empty name.
 */
public final class MilvusClient implements Milvus {
  private final Cluster cluster;
  private final Transport transport;
  private final Backoff backoff;
  private final Clock clock;
  private final CallObserver observer;
  private final CallRate rate;
  private final Semaphore reads;
  private final OutageLog outages;
  private final Redaction redaction;
  private final Classifier classifier;
  private volatile @Nullable ClockReading reading;

  /**
   * A call and its answer.
   *
   * @param observed to be told of the answer as it is finally read
   */
  private record Sent(Reply reply, Consumer<Answer> observed) {}

  public MilvusClient(
      Cluster cluster, Transport transport, Backoff backoff, Clock clock, CallObserver observer) {
    this.cluster = cluster;
    this.transport = transport;
    this.backoff = backoff;
    this.clock = clock;
    this.observer = observer;
    Sleeper sleeper = backoff.sleeper();
    this.rate = new CallRate(cluster.maxCallsPerSecond(), sleeper::nanos);
    this.reads = new Semaphore(cluster.readConcurrency(), true);
    this.outages = new OutageLog(cluster, sleeper::nanos);
    this.redaction = Redaction.of(cluster);
    this.classifier = new Classifier(redaction);
  }

  /**
   * Creates a client; nothing is sent before the first call.
   *
   * @param sleeper waits before a read is retried; its clock paces releases and drops
   * @param clock this machine's, which the server's is compared with
   * @param tls the trusted certificates and the client certificate; null for the trust store of the
   *     JVM. The host name is always verified
   * @param observer told of each call
   */
  public static MilvusClient connect(
      Cluster cluster,
      Sleeper sleeper,
      Clock clock,
      @Nullable SSLContext tls,
      CallObserver observer) {
    Timeouts timeouts = Timeouts.of(cluster.requestTimeout());
    Transport transport = new HttpTransport(cluster, timeouts, tls);
    Backoff backoff = Backoff.of(Retries.ofReads(cluster.retryBudget()), sleeper);
    return new MilvusClient(cluster, transport, backoff, clock, observer);
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public ServerVersion version(String database) {
    return new VersionProbe(this::readReply).version(database);
  }

  @Override
  public List<String> databases() {
    return read(Call.aboutServer(Routes.DATABASES), ReplyReader::names);
  }

  @Override
  public List<String> collections(String database) {
    return read(Call.aboutDatabase(Routes.COLLECTIONS, database), ReplyReader::names);
  }

  @Override
  public CollectionInfo describe(String database, String collection, Runnable sending) {
    return read(
        Call.aboutCollection(Routes.DESCRIBE, database, collection),
        reply -> ReplyReader.collection(collection, reply),
        sending);
  }

  @Override
  public Optional<String> aliasOf(String database, String name) {
    try {
      return Optional.of(
          read(
              Call.aboutAlias(Routes.ALIAS, database, name),
              reply -> ReplyReader.alias(name, reply)));
    } catch (MilvusException e) {
      if (ErrorCode.isAliasMissing(e.answer())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<String> partitions(String database, String collection) {
    return read(Call.aboutCollection(Routes.PARTITIONS, database, collection), ReplyReader::names);
  }

  @Override
  public boolean hasPartition(String database, String collection, String partition) {
    return read(Call.aboutPartition(Routes.HAS, database, collection, partition), ReplyReader::has);
  }

  @Override
  public long rows(String database, String collection, String partition) {
    return read(
        Call.aboutPartition(Routes.STATS, database, collection, partition), ReplyReader::rows);
  }

  @Override
  public LoadState loadState(String database, String collection, String partition) {
    return read(
        Call.aboutPartitions(Routes.LOAD_STATE, database, collection, List.of(partition)),
        ReplyReader::loadState);
  }

  @Override
  public long countRows(String database, String collection, String partition, String filter) {
    return read(
        Call.aboutRows(database, collection, partition, filter, ReplyReader.COUNT, null),
        ReplyReader::countedRows);
  }

  @Override
  public Optional<RowValue> findRow(
      String database, String collection, String partition, String filter, String field) {
    return read(
        Call.aboutRows(database, collection, partition, filter, field, 1),
        reply -> ReplyReader.row(field, reply));
  }

  @Override
  public Duration takePermit() {
    return rate.take();
  }

  @Override
  public double callsPerSecond() {
    return rate.perSecond();
  }

  @Override
  public Answer load(String database, String collection, String partition) {
    return change(Call.aboutPartitions(Routes.LOAD, database, collection, List.of(partition)));
  }

  @Override
  public Answer release(String database, String collection, List<String> partitions) {
    return change(Call.aboutPartitions(Routes.RELEASE, database, collection, partitions));
  }

  @Override
  public Answer drop(String database, String collection, String partition) {
    return change(Call.aboutPartition(Routes.DROP, database, collection, partition));
  }

  @Override
  public Optional<ClockReading> clock() {
    return Optional.ofNullable(reading);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Sent once, whatever the answer; only the server's list shows whether it took effect. */
  private Answer change(Call call) {
    int sent = rate.sent();
    Sent answered = send(call);
    Answer answer = answered.reply().answer();
    rate.note(answer.outcome(), sent);
    answered.observed().accept(answer);
    return answer;
  }

  private Reply readReply(Call call) {
    return read(call, reply -> reply);
  }

  private <T> T read(Call call, Function<Reply, T> reader) {
    return read(call, reader, () -> {});
  }

  private <T> T read(Call call, Function<Reply, T> reader, Runnable sending) {
    Tries tries = backoff.start();
    while (true) {
      Sent sent = ask(call, sending);
      Reply reply = sent.reply();
      if (reply.answer().success()) {
        try {
          T value = reader.apply(reply);
          sent.observed().accept(reply.answer());
          return value;
        } catch (UnreadableAnswer e) {
          reply = classifier.unreadable(reply, e.what());
        }
      }
      sent.observed().accept(reply.answer());
      Optional<Duration> wait = tries.after(reply.answer());
      if (!reply.answer().outcome().isTransient() || wait.isEmpty()) {
        int attempts = tries.failures();
        throw failure(
            call, reply.answer(), attempts == 1 ? "" : ", after " + attempts + " attempts");
      }
      outages.retrying(reply.answer());
      try {
        backoff.sleeper().sleep(wait.get());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw failure(call, reply.answer(), ", interrupted before the next attempt");
      }
    }
  }

  /** One question, when fewer than {@code read-concurrency} others are under way. */
  private Sent ask(Call call, Runnable sending) {
    // Each of the others ends at its deadline at the latest.
    reads.acquireUninterruptibly();
    try {
      sending.run();
      return send(call);
    } finally {
      reads.release();
    }
  }

  private Sent send(Call call) {
    Consumer<Answer> observed = observer.sending(cluster.name(), call.route());
    Instant before = clock.instant();
    Exchange exchange = transport.post(call.route(), call.json());
    if (exchange instanceof Exchange.Received received) {
      reading = reading(before, received);
    }
    return new Sent(classifier.classify(call.route(), exchange), observed);
  }

  private @Nullable ClockReading reading(Instant before, Exchange.Received received) {
    return received.date() == null
        ? null
        : ClockReading.of(
            "cluster " + cluster.name() + " (by the Date of its answers)",
            before,
            clock.instant(),
            received.date(),
            Duration.ofSeconds(1));
  }

  private MilvusException failure(Call call, Answer answer, String tries) {
    String of = call.subject().isEmpty() ? "" : " of " + redaction.clean(call.subject());
    String where = "cluster " + cluster.name() + ", " + call.route() + of;
    return new MilvusException(where + tries + ": " + answer.describe(), answer);
  }
}

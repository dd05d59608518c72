package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.notify.Sender.Result;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.tier.Slow;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One message, once, to receivers of all kinds. */
class SenderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Body BODY = new Body("", "text/plain", "hello");

  private final Receiver receiver = Receiver.start();
  private final Sender sender = new Sender(Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
  }

  private static Target target(String url, boolean local) {
    return new Target(
        "alive", Target.Kind.HEARTBEAT, SecretUrl.parse(url), List.of(EventType.values()), local);
  }

  private Result post(String path, Body body) {
    return sender.post(target(receiver.url(path), true), body);
  }

  @Test
  void whatIsTakenIsTaken() {
    assertThat(post("x", BODY)).isEqualTo(new Result(null, null));
    assertThat(receiver.posts())
        .containsExactly(new Receiver.Post("/x", "text/plain; charset=UTF-8", "hello"));
  }

  @Test
  void aPathIsAppendedBeforeTheQuery() {
    post("x/?create=1", Body.START);
    post("x?create=1", new Body("/3", "text/plain", ""));

    assertThat(receiver.posts())
        .extracting(Receiver.Post::path)
        .containsExactly("/x/start?create=1", "/x/3?create=1");
  }

  @Slow
  @Test
  void aReceiverThatNeverAnswersIsNotWaitedFor() {
    receiver.hangs();
    long start = System.nanoTime();

    assertThat(post("x", BODY).failure()).isEqualTo("no answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Sender.TOTAL.multipliedBy(4));
  }

  /** Java has no limit of its own for that, and the system's is long. */
  @Slow
  @Test
  void aNameServerThatDoesNotAnswerIsNotWaitedForAndNothingIsSentOnceItDoes() throws Exception {
    CompletableFuture<Thread> asked = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
    Target target = target("http://hooks.example:" + receiver.port() + "/x", true);
    try (Sender slow =
        new Sender(Clock.systemUTC()) {
          @Override
          InetAddress[] resolve(String host) {
            asked.complete(Thread.currentThread());
            return found.join();
          }
        }) {
      long start = System.nanoTime();

      assertThat(slow.post(target, Body.START).failure()).isEqualTo("no answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(Sender.TOTAL.multipliedBy(2));
      found.complete(new InetAddress[] {InetAddress.getLoopbackAddress()});
    }
    asked.get().join();
    assertThat(receiver.posts()).as("a start that arrives after the end of its run").isEmpty();
  }

  @Slow
  @Test
  void thoseThatHangAreNotPiledUp() {
    receiver.hangs();
    List<CompletableFuture<Result>> all = new ArrayList<>();
    ExecutorService callers = Executors.newCachedThreadPool();
    for (int i = 0; i <= Sender.MOST; i++) {
      all.add(CompletableFuture.supplyAsync(() -> post("x", BODY), callers));
    }
    callers.shutdown();

    assertThat(all.stream().map(CompletableFuture::join).map(Result::failure))
        .containsOnly("no answer in time", "too many others still wait for an answer")
        .containsOnlyOnce("too many others still wait for an answer");
    receiver.answers(200);
    await().until(() -> post("x", BODY).failure() == null);
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    receiver.answersWithoutEnd();

    assertThat(post("x", BODY).failure()).isNull();
  }

  @Test
  void aRedirectIsNotFollowed() {
    receiver.answers(302, Map.of("Location", receiver.url("elsewhere")));

    assertThat(post("x", BODY).failure()).isEqualTo("HTTP status 302");
    assertThat(receiver.posts()).hasSize(1);
  }

  @Test
  void aReceiverThatAsksToWaitIsHeard() {
    receiver.answers(429, Map.of("Retry-After", "90"));

    assertThat(post("x", BODY)).isEqualTo(new Result("HTTP status 429", Duration.ofSeconds(90)));
  }

  @Test
  void aReceiverThatIsDownIsToldWithoutItsAddress() {
    receiver.close();

    assertThat(post("s3cret", BODY).failure()).isEqualTo("the connection was refused");
  }

  /** The check of the rules, which looks no name up, does not know this spelling. */
  @Test
  void anAddressThatTurnsOutToBeThisMachineIsNotTold() {
    String url = "http://[0:0:0:0:0:0:0:1]:" + receiver.port() + "/x";

    assertThat(sender.post(target(url, false), BODY).failure()).contains("allow-local");
    assertThat(receiver.posts()).isEmpty();
  }
}

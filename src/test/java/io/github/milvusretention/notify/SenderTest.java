package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.notify.Sender.Result;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

  @Test
  void aReceiverThatNeverAnswersIsNotWaitedFor() {
    receiver.hangs();
    long start = System.nanoTime();

    assertThat(post("x", BODY).failure()).isEqualTo("no answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Sender.TOTAL.multipliedBy(4));
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

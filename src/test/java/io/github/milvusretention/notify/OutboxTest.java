package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.notify.Outbox.Message;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.story.SettableClock;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept until it has arrived. */
@Slow
@EveryDatabase
class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Rules RULES =
      WrittenRules.yaml(
              """
              retention:
                clusters:
                  prod: {uri: "http://localhost:19530"}
                notify:
                  chat: {kind: slack, url: "https://chat.example.org/s3cret"}
                  alive: {kind: heartbeat, url: "https://hc.example.org/s3cret"}
                policies:
                  docs: {cluster: prod, collections: [docs], partitions: ["uuuu"], keep: P3M,
                    notify: [chat, alive]}
              """)
          .read();

  private final SettableClock clock = new SettableClock(NOW.toString());
  private final Repository repository;
  private final Outbox outbox;

  OutboxTest(Databases kind, @TempDir Path directory) {
    repository = new Repository(kind, directory);
    outbox = new Outbox(repository.jdbc(), clock);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  static Target target(String name) {
    return Objects.requireNonNull(RULES.notifications().targets().get(name));
  }

  static Notice notice(@Nullable String once, String headline) {
    return new Notice(EventType.REFUSED, "docs", once, headline, "", Map.of("exitCode", 4));
  }

  private void add(@Nullable String once, String headline) {
    outbox.add(notice(once, headline), List.of(target("chat")));
  }

  private List<Message> due() {
    return outbox.due("chat");
  }

  @Test
  void oneEventHasOneIdForAllItsTargets() {
    outbox.add(notice(null, "x"), List.of(target("chat"), target("alive")));

    assertThat(due()).singleElement().extracting(Message::policy).isEqualTo("docs");
    assertThat(due().get(0).eventId()).isEqualTo(outbox.due("alive").get(0).eventId());
    assertThat(due().get(0).created()).isEqualTo(NOW);
    assertThat(due().get(0).content()).contains("\"headline\":\"x\"", "\"exitCode\":4");
  }

  @Test
  void whatIsToldOnceIsNotToldAgainUntilItIsOver() {
    add("refused/docs/today", "first");
    outbox.delivered(due().get(0));
    add("refused/docs/today", "second");
    assertThat(due()).isEmpty();

    outbox.over("docs", EventType.REFUSED);
    add("refused/docs/today", "third");
    add(null, "fourth");
    add(null, "fifth");

    assertThat(due()).hasSize(3);
    assertThat(outbox.told(target("chat"), "refused/docs/today")).isTrue();
    assertThat(outbox.told(target("alive"), "refused/docs/today")).isFalse();
  }

  @Test
  void whatIsRolledBackIsNotTold() {
    Throwable failed =
        catchThrowable(
            () ->
                repository
                    .transaction()
                    .executeWithoutResult(
                        status -> {
                          add(null, "x");
                          throw new IllegalStateException("the run could not be recorded");
                        }));

    assertThat(failed).hasMessage("the run could not be recorded");
    assertThat(due()).isEmpty();
  }

  @Test
  void oneThatFailedWaitsWithAllOthersOfItsTargetAndComesLast() {
    add(null, "refused by its receiver");
    add(null, "next");
    outbox.failed(due().get(0), NOW.plusSeconds(60), "HTTP status 400");

    assertThat(due()).isEmpty();
    assertThat(outbox.anyWithin(Duration.ofSeconds(59), List.of("chat"))).isFalse();
    assertThat(outbox.anyWithin(Duration.ofSeconds(60), List.of("chat", "alive"))).isTrue();
    assertThat(outbox.anyWithin(Duration.ofSeconds(60), List.of("alive"))).isFalse();
    clock.set(NOW.plusSeconds(60));
    assertThat(due()).extracting(Message::tries).containsExactly(0, 1);
  }

  @Test
  void ofHeartbeatsOnlyTheNewestWaits() {
    outbox.replace(notice("run/1", "first"), target("alive"));
    outbox.replace(notice("run/2", "second"), target("alive"));

    assertThat(outbox.due("alive"))
        .singleElement()
        .extracting(Message::content)
        .asString()
        .contains("second");
  }

  @Test
  void whatIsOldGoesUnlessItIsStillTried() {
    add(null, "delivered");
    outbox.delivered(due().get(0));
    add(null, "given up");
    outbox.givenUp(due().get(0), "HTTP status 404");
    add(null, "waits");

    assertThat(outbox.forget(NOW)).isZero();
    assertThat(outbox.forget(NOW.plusSeconds(1))).isEqualTo(2);
    assertThat(due()).hasSize(1);
    clock.set(NOW.plus(Duration.ofDays(4)));
    assertThat(outbox.forget(NOW.plusSeconds(1))).as("of a target that is gone").isEqualTo(1);
  }

  @Test
  void theRepositoryIsTheSource() {
    assertThat(outbox.source()).matches("urn:uuid:[0-9a-f-]{36}");
  }
}

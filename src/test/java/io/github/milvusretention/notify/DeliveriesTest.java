package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.LeaseOwner;
import io.github.milvusretention.lease.PolicyLeases;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.story.SettableClock;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What waits is sent, again and again, whatever its receiver does. */
@Slow
@EveryDatabase
class DeliveriesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final Receiver receiver = Receiver.start();
  private final SettableClock clock = new SettableClock(NOW.toString());
  private final Repository repository;
  private final Outbox outbox;
  private final Rules rules;
  private final Sender sender = new Sender(clock);
  private final Deliveries deliveries;

  DeliveriesTest(Databases kind, @TempDir Path directory) {
    repository = new Repository(kind, directory);
    outbox = new Outbox(repository.jdbc(), clock);
    rules = rules(receiver.url("hook"), true);
    deliveries = process("one");
  }

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
    repository.close();
  }

  static Rules rules(String url, boolean local) {
    return WrittenRules.yaml(
            """
            retention:
              clusters:
                prod: {uri: "http://localhost:19530"}
              notify:
                hook: {kind: webhook, url: "%s", allow-local: %s}
                chat: {kind: slack, url: "%s/chat", allow-local: %s}
              policies:
                docs: {cluster: prod, collections: [docs], partitions: ["uuuu"], keep: P3M}
            """
                .formatted(url, local, url, local))
        .read();
  }

  private Deliveries process(String name) {
    return process(name, rules);
  }

  private Deliveries process(String name, Rules rules) {
    return new Deliveries(
        outbox,
        sender,
        new PolicyLeases(repository.leases(), new LeaseOwner(name), Duration.ofSeconds(30)),
        rules,
        FastForward.withRealTime(),
        clock);
  }

  private void tell(String target, String headline) {
    Target told = Objects.requireNonNull(rules.notifications().targets().get(target));
    outbox.add(new Notice(EventType.FAILED, "docs", null, headline, "", Map.of()), List.of(told));
  }

  private List<String> headlines() {
    return receiver.posts().stream()
        .map(post -> post.json().get("data").get("headline").stringValue())
        .toList();
  }

  private String state() {
    return repository.database().ask("SELECT state FROM retention_notification").get(0);
  }

  @Test
  void whatWasDeliveredIsNotSentAgain() {
    tell("hook", "first");
    tell("hook", "second");
    deliveries.deliver();
    deliveries.deliver();

    assertThat(headlines()).containsExactly("first", "second");
    assertThat(receiver.posts().get(0).mediaType()).startsWith("application/cloudevents+json");
  }

  /** Of a process whose rules were read without secrets. */
  @Test
  void whatATargetWithoutAnAddressIsToBeToldWaitsForAnotherProcess() {
    Target known = Objects.requireNonNull(rules.notifications().targets().get("hook"));
    Target unreachable = new Target(known.name(), known.kind(), null, known.events(), false);
    tell("hook", "first");
    Deliveries here =
        process(
            "two",
            new Rules(
                rules.clusters(),
                rules.policies(),
                rules.holds(),
                new Notifications(Map.of("hook", unreachable), Map.of()),
                rules.console(),
                rules.leaseTime(),
                rules.clockTolerance()));

    here.deliver();
    here.finish();
    here.start(unreachable);
    assertThat(receiver.posts()).isEmpty();

    deliveries.deliver();
    assertThat(headlines()).containsExactly("first");
  }

  @Test
  void oneThatFailedIsSentAgainWithTheSameIdAfterLongerAndLongerPauses() {
    receiver.answers(500);
    tell("hook", "x");
    deliveries.deliver();
    for (int pause : List.of(1, 2, 4, 8)) {
      deliveries.deliver();
      clock.set(clock.instant().plusSeconds(pause).minusMillis(1));
      deliveries.deliver();
      int before = receiver.posts().size();
      clock.set(clock.instant().plusMillis(1));
      deliveries.deliver();
      assertThat(receiver.posts()).as("after %s s", pause).hasSize(before + 1);
    }
    receiver.answers(200);
    clock.set(clock.instant().plusSeconds(16));
    deliveries.deliver();

    assertThat(receiver.posts()).hasSize(6);
    assertThat(receiver.posts()).extracting(p -> p.json().get("id")).containsOnly(id(0));
    assertThat(receiver.posts()).extracting(p -> p.json().get("time")).containsOnly(time(0));
    assertThat(state()).isEqualTo("DELIVERED");
  }

  private JsonNode id(int post) {
    return receiver.posts().get(post).json().get("id");
  }

  private JsonNode time(int post) {
    return receiver.posts().get(post).json().get("time");
  }

  @Test
  void aReceiverThatAsksToWaitIsLeftAlone() {
    receiver.answers(429, Map.of("Retry-After", "90"));
    tell("hook", "first");
    tell("hook", "second");
    deliveries.deliver();
    clock.set(NOW.plusSeconds(89));
    deliveries.deliver();
    assertThat(headlines()).containsExactly("first");

    receiver.answers(204);
    clock.set(NOW.plusSeconds(90));
    deliveries.deliver();
    assertThat(headlines()).containsExactly("first", "second", "first");
  }

  @Test
  void oneTargetThatIsDownKeepsNoOtherBack() {
    receiver.close();
    try (Receiver other = Receiver.start()) {
      Rules both =
          WrittenRules.yaml(
                  """
                  retention:
                    clusters:
                      prod: {uri: "http://localhost:19530"}
                    notify:
                      hook: {kind: webhook, url: "%s", allow-local: true}
                      chat: {kind: slack, url: "%s", allow-local: true}
                    policies:
                      docs: {cluster: prod, collections: [docs], partitions: ["uuuu"], keep: P3M}
                  """
                      .formatted(receiver.url("hook"), other.url("chat")))
              .read();
      tell("hook", "x");
      tell("chat", "x");
      new Deliveries(
              outbox,
              sender,
              new PolicyLeases(repository.leases(), new LeaseOwner("a"), Duration.ofSeconds(30)),
              both,
              FastForward.withRealTime(),
              clock)
          .deliver();

      assertThat(other.posts()).hasSize(1);
      assertThat(repository.database().ask("SELECT error FROM retention_notification"))
          .containsExactlyInAnyOrder("the connection was refused", "null");
    }
  }

  @Test
  void afterThreeDaysItIsGivenUp() {
    receiver.answers(404);
    tell("hook", "x");
    deliveries.deliver();
    clock.set(NOW.plus(Outbox.PATIENCE));
    deliveries.deliver();
    assertThat(state()).isEqualTo("WAITING");

    clock.set(NOW.plus(Outbox.PATIENCE).plus(Duration.ofHours(2)));
    deliveries.deliver();
    assertThat(state()).isEqualTo("GIVEN_UP");
    clock.set(NOW.plus(Duration.ofDays(9)));
    deliveries.deliver();
    assertThat(receiver.posts()).hasSize(3);
  }

  @Test
  void aCommandTriesAFewTimesAndLeavesTheRest() {
    receiver.answers(503);
    tell("hook", "x");
    deliveries.finish();

    assertThat(receiver.posts()).as("its clock stands").hasSize(1);
    assertThat(state()).isEqualTo("WAITING");
  }

  @Test
  void ofTwoProcessesOneSendsEach() {
    IntStream.range(0, 20).forEach(i -> tell("hook", "message " + i));
    Deliveries other = process("two");
    Collection<CompletableFuture<Void>> both = new ArrayList<>();
    for (Deliveries each : List.of(deliveries, other)) {
      both.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20; i++) {
                  each.deliver();
                }
              }));
    }
    both.forEach(CompletableFuture::join);
    deliveries.deliver();

    assertThat(headlines()).hasSize(20);
    assertThat(new HashSet<>(headlines())).hasSize(20);
  }
}

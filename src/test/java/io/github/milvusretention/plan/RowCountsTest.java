package io.github.milvusretention.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.github.milvusretention.plan.RowCounts.Count;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted when not everything can be. */
class RowCountsTest {
  private static final String COUNT = "partitions/get_stats";

  private final Sandbox sandbox = Sandbox.builder().seed(RowCountsTest::seed).start();
  private final Milvus milvus =
      MilvusClient.connect(
          new Cluster(
              "local",
              sandbox.uri(),
              Token.NONE,
              Duration.ofSeconds(5),
              5,
              1,
              Duration.ofSeconds(1),
              null,
              false,
              null),
          FastForward.withRealTime(),
          Clock.systemUTC(),
          null,
          CallObserver.NONE);

  private static void seed(Sandbox sandbox) {
    for (String collection : List.of("a", "b")) {
      sandbox.createCollection("default", collection);
      for (int i = 0; i < 9; i++) {
        sandbox.createPartitions("default", collection, "p" + i);
        sandbox.rows("default", collection, "p" + i, i);
      }
    }
  }

  @AfterEach
  void stop() {
    milvus.close();
    sandbox.close();
  }

  @Test
  void eachIsAskedAboutOnce() {
    RowCounts counts = counts(Patience.FOR_DECISIONS);

    assertThat(counts.of(partitions("a"))).hasSize(9).containsEntry(at("a", 3), new Count.Rows(3));
    assertThat(counts.of(partitions("a"))).containsEntry(at("a", 8), new Count.Rows(8));
    assertThat(sandbox.callsTo(COUNT)).hasSize(9);
  }

  @Test
  void aCollectionThatFailsThreeTimesIsLeftAndTheOtherIsCounted() {
    sandbox.on(COUNT).onCollection("a").react(Reaction.error(65535, "no stats"));
    RowCounts counts = counts(Patience.FOR_DECISIONS);

    Map<Address, Count> asked = counts.of(partitions("a"));

    assertThat(sandbox.callsTo(COUNT)).hasSize(3);
    assertThat(asked)
        .hasSize(9)
        .containsEntry(at("a", 0), new Count.Unread("the server refused the call"))
        .containsEntry(
            at("a", 8),
            new Count.Unread("not asked, since others of its collection gave no answer"));
    assertThat(counts.of(partitions("b"))).hasSize(9).containsEntry(at("b", 8), new Count.Rows(8));
  }

  @Test
  void nothingIsAskedOnceThePatienceIsOver() {
    RowCounts counts = counts(Duration.ZERO);

    assertThat(counts.of(partitions("a")).values())
        .hasSize(9)
        .containsOnly(new Count.Unread("not asked, since other questions had taken too long"));
    assertThat(sandbox.callsTo(COUNT)).isEmpty();
  }

  @Test
  void aClusterThatCannotBeUsedAndAStopEndIt() {
    sandbox.onEvery().react(Reaction.unauthenticated());

    assertThatThrownBy(() -> counts(Patience.FOR_DECISIONS).of(partitions("a")))
        .isInstanceOf(MilvusException.class);
    assertThatThrownBy(
            () ->
                new RowCounts(
                        milvus,
                        new Patience(Patience.FOR_DECISIONS),
                        () -> {
                          throw RunFailure.stopped();
                        })
                    .of(partitions("a")))
        .isInstanceOf(RunFailure.class);
  }

  private RowCounts counts(Duration patience) {
    return new RowCounts(milvus, new Patience(patience), () -> {});
  }

  private static List<Address> partitions(String collection) {
    return IntStream.range(0, 9).mapToObj(i -> at(collection, i)).toList();
  }

  private static Address at(String collection, int number) {
    return new Address("local", "default", collection, "p" + number);
  }
}

package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.BatchSetup.HAS;
import static io.github.milvusretention.drop.BatchSetup.LIST;
import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names are asked for one by one while the drops of a batch go on. */
class EarlyAnswersTest {
  private final BatchSetup batch = new BatchSetup();
  private final Sandbox sandbox = batch.drops.sandbox;

  @AfterEach
  void stop() {
    batch.close();
  }

  private long asked(String partition) {
    return sandbox.callsTo(HAS).stream()
        .filter(call -> call.partitions().contains(partition))
        .count();
  }

  @Test
  void aNameIsAskedForWhileTheNextDropIsOnItsWay() {
    CountDownLatch first = new CountDownLatch(1);
    AtomicBoolean beside = new AtomicBoolean();
    sandbox
        .on(HAS)
        .forPartition("2026_01")
        .react(Reaction.honest().after(call -> first.countDown()));
    sandbox
        .on(DROP)
        .forPartition("2026_02")
        .react(Reaction.honest().after(call -> beside.set(isReached(first))));

    batch.once();

    batch.assertAllDropped();
    assertThat(beside).isTrue();
    assertThat(sandbox.callsTo(HAS)).hasSize(6);
  }

  private static boolean isReached(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThatIsStillThereRightAfterItsDropIsAskedForAgain() {
    sandbox.on(HAS).forPartition("2026_02").once().react(Reaction.data("{\"has\":true}"));

    batch.once();

    batch.assertAllDropped();
    assertThat(asked("2026_02")).isEqualTo(2);
    assertThat(asked("2026_03")).isEqualTo(1);
  }

  @Test
  void oneWhoseQuestionIsRefusedIsLeftUndecided() {
    sandbox.on(HAS).forPartition("2026_02").react(Reaction.forbidden("HasPartition"));

    batch.once();

    assertThat(batch.result("2026_02").state()).isEqualTo(State.DROP_SENT);
    assertThat(batch.results.values().stream().filter(DropResult.DROPPED::equals)).hasSize(5);
    assertThat(asked("2026_02")).isEqualTo(1);
  }

  @Test
  void oneThatTheLaterListShowsIsNewDataAndLeft() {
    CountDownLatch again = new CountDownLatch(1);
    sandbox
        .on(HAS)
        .forPartition("2026_02")
        .react(
            Reaction.honest()
                .after(
                    call -> {
                      if (again.getCount() > 0) {
                        sandbox.createPartitions(DB, "docs", "2026_02");
                        again.countDown();
                      }
                    }));

    sandbox
        .on(DROP)
        .forPartition("2026_06")
        .react(Reaction.honest().after(call -> isReached(again)));

    batch.once();

    assertThat(batch.result("2026_02")).isNotEqualTo(DropResult.DROPPED);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_02");
    assertThat(sandbox.callsTo(DROP)).hasSize(6);
    assertThat(sandbox.callsTo(LIST)).isNotEmpty();
  }
}

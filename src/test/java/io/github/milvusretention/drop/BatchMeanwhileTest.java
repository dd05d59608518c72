package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.BatchSetup.LIST;
import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static io.github.milvusretention.drop.DropSetup.EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others drop and create while a batch is in hand. */
class BatchMeanwhileTest {
  private final BatchSetup batch = new BatchSetup();
  private final DropSetup setup = batch.drops;
  private final Sandbox sandbox = setup.sandbox;

  @AfterEach
  void stop() {
    batch.close();
  }

  /** Right after our drop of the one, and what was read before it is no longer fresh. */
  private void othersDropAfter(String ours, String theirs) {
    sandbox
        .on(DROP)
        .forPartition(ours)
        .react(
            Reaction.honest()
                .after(
                    call -> {
                      sandbox.dropPartitions(DB, "docs", theirs);
                      setup.time.pass(Duration.ofSeconds(2));
                    }));
  }

  @Test
  void aCollectionReCreatedInTheMiddleKeepsTheRest() {
    int[] intents = {0};
    setup.whenever(
        CrashPoint.DROP_ANSWERED,
        () -> {
          if (++intents[0] == 2) {
            sandbox.recreateCollection(DB, "docs");
            sandbox.createPartitions(DB, "docs", EXPIRED);
            setup.time.pass(Duration.ofSeconds(2));
          }
        });

    batch.toTheEnd();

    assertThat(sandbox.callsTo(DROP)).hasSize(2);
    assertThat(sandbox.partitions(DB, "docs")).containsAll(EXPIRED);
    assertThat(batch.results.values()).doesNotContain(DropResult.DROPPED);
  }

  @Test
  void whatOthersDropMeanwhileCountsForTheNewestThatStay() {
    othersDropAfter("2026_01", "2026_11");

    batch.toTheEnd();

    assertThat(batch.result("2026_06").state()).as("now the newest").isEqualTo(State.SKIPPED);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_06");
  }

  @Test
  void whatOthersDropMeanwhileIsNotOurs() {
    othersDropAfter("2026_01", "2026_04");

    batch.toTheEnd();

    assertThat(batch.result("2026_04")).isEqualTo(DropResult.absent());
  }

  @Test
  void aNameThatOnlyTheLaterListShowsMayBeNewDataAndIsLeft() {
    sandbox
        .on(DROP)
        .forPartition("2026_02")
        .react(Reaction.honest().after(call -> sandbox.createPartitions(DB, "docs", "2026_02")));

    batch.toTheEnd();

    assertThat(batch.result("2026_02").state()).isEqualTo(State.DROP_SENT);
    assertThat(batch.result("2026_02").why()).contains("or the name holds new data");
    assertThat(sandbox.callsTo(DROP)).as("not repeated").hasSize(6);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_02");
  }

  @Test
  void aNameThatAnyListLackedIsNotDroppedAgain() {
    sandbox.on(DROP).forPartition("2026_01").once().react(Reaction.lostEffect());
    sandbox
        .on(LIST)
        .fromCall(3)
        .once()
        .react(
            Reaction.honest()
                .before(call -> sandbox.dropPartitions(DB, "docs", "2026_01"))
                .after(call -> sandbox.createPartitions(DB, "docs", "2026_01")));
    DropAttempt january = batch.attempts.get(0);

    DropResult result = setup.partition.drop(january);

    assertThat(result.state()).isEqualTo(State.DROP_SENT);
    assertThat(result.why()).contains("or the name holds new data");
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_01");
  }
}

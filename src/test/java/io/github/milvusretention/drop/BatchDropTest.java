package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.BatchSetup.HAS;
import static io.github.milvusretention.drop.BatchSetup.LIST;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static io.github.milvusretention.drop.DropSetup.EXPIRED;
import static io.github.milvusretention.drop.DropSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several partitions that are dropped and confirmed together. */
class BatchDropTest {
  private final BatchSetup batch = new BatchSetup();
  private final DropSetup setup = batch.drops;
  private final Sandbox sandbox = setup.sandbox;

  @AfterEach
  void stop() {
    batch.close();
  }

  @Test
  void oneReleaseAndOneListServeAllOfThem() {
    batch.loadAll();

    batch.once();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
    assertThat(sandbox.callsTo(RELEASE).get(0).partitions()).isEqualTo(EXPIRED);
    assertThat(sandbox.callsTo(DROP)).hasSize(6);
    assertThat(sandbox.callsTo(LIST))
        .as("before and after, and once in a second: five calls are allowed in that time")
        .hasSize(3);
    assertThat(sandbox.callsTo(HAS)).hasSize(6);
    verify(setup.ledger, times(6)).note(any(), argThat(answer -> answer.route().equals(RELEASE)));
  }

  @Test
  void aStopInTheMiddleSettlesWhatWasSent() {
    int[] intents = {0};
    setup.whenever(CrashPoint.INTENT_WRITTEN, () -> setup.stopping = ++intents[0] == 3);

    assertThatExceptionOfType(RunFailure.class).isThrownBy(batch::once);

    assertThat(batch.results).containsOnlyKeys("2026_01", "2026_02");
    assertThat(batch.results.values()).containsOnly(DropResult.DROPPED);
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
    verify(setup.ledger).withdrawIntent(any(), eq(State.PLANNED));
  }

  @Test
  void aConfirmationThatFailsLeavesAllOfThemUndecided() {
    sandbox
        .on(DROP)
        .fromCall(6)
        .react(
            Reaction.honest()
                .after(call -> sandbox.on(LIST).react(Reaction.forbidden("ShowPartitions"))));

    batch.once();

    assertThat(batch.results.values()).extracting(DropResult::state).containsOnly(State.DROP_SENT);
  }

  @Test
  void aListThatForgetsNamesProvesNothing() {
    sandbox.on(HAS).forPartition("2026_04").react(Reaction.data("{\"has\":true}"));

    batch.once();

    assertThat(batch.result("2026_04").state()).isEqualTo(State.DROP_SENT);
    assertThat(batch.results.values().stream().filter(DropResult.DROPPED::equals)).hasSize(5);
  }

  @Test
  void oneThatIsNotAnsweredBySuccessIsJudgedByTheListRightAfterIt() {
    batch.loadAll();
    sandbox.on(DROP).forPartition("2026_03").once().react(Reaction.reset());

    batch.toTheEnd();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo(RELEASE)).as("the rest stays released").hasSize(1);
    assertThat(sandbox.callsTo(DROP)).hasSize(7);
  }

  @Test
  void theOneWithoutAnAnswerIsAskedForTogetherWithTheOthers() {
    sandbox.on(DROP).forPartition("2026_03").once().react(Reaction.reset());

    batch.once();

    assertThat(batch.result("2026_03")).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(LIST))
        .as("before the batch, and for all three; then for the repeated one")
        .hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void aCollectionThatSeemedGoneOnceIsNotGoneForGood() {
    sandbox.on(DROP).react(Reaction.lostEffect());
    sandbox
        .on(LIST)
        .fromCall(2)
        .once()
        .react(Reaction.error(100, "can't find collection[database=default][collection=docs]"));
    sandbox.on("collections/list").once().react(Reaction.data("[]"));
    DropAttempt first = batch.attempts.get(0);
    assertThat(setup.partition.drop(first)).isEqualTo(DropResult.COLLECTION_GONE);

    DropResult result = setup.partition.drop(batch.attempts.get(1));

    assertThat(result.state()).isEqualTo(State.DROP_SENT);
  }
}

package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static io.github.milvusretention.drop.DropSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.verify;

import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Several partitions that are released together before they are dropped. */
class BatchReleaseTest {
  private final BatchSetup batch = new BatchSetup();
  private final DropSetup setup = batch.drops;
  private final Sandbox sandbox = setup.sandbox;

  @AfterEach
  void stop() {
    batch.close();
  }

  @Test
  void whatIsNotLoadedIsNotReleased() {
    batch.once();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();
  }

  @Test
  void aRefusedReleaseFallsBackToSingleCalls() {
    batch.loadAll();
    sandbox.on(RELEASE).forPartition("2026_03").react(Reaction.internalError());

    batch.toTheEnd();

    assertThat(batch.result("2026_03").state()).isEqualTo(State.FAILED);
    assertThat(batch.results.values().stream().filter(DropResult.DROPPED::equals)).hasSize(5);
  }

  @Test
  void anUnansweredReleaseIsAskedForNameByName() {
    batch.loadAll();
    sandbox.on(RELEASE).once().react(Reaction.reset().afterEffect());

    batch.toTheEnd();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo("collections/get_load_state")).hasSize(6);
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
  }

  @Test
  void ofAReleaseWithoutEffectNothingIsBelieved() {
    batch.loadAll();
    sandbox.on(RELEASE).once().react(Reaction.reset());

    batch.toTheEnd();

    batch.assertAllDropped();
  }

  @Test
  void aThrottledReleaseIsNotSentForEachName() {
    batch.loadAll();
    sandbox.on(RELEASE).times(2).react(Reaction.throttled());

    batch.toTheEnd();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo(RELEASE).size()).isLessThanOrEqualTo(4);
  }

  @Test
  void aDropThatIsRefusedAsLoadedIsReleasedAgain() {
    batch.loadAll();
    sandbox
        .on(DROP)
        .forPartition("2026_03")
        .once()
        .react(Reaction.honest().before(call -> sandbox.load(DB, "docs", "2026_03")));

    batch.toTheEnd();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo(RELEASE)).hasSize(2);
  }

  @Test
  void nothingIsWrittenAsReleasedThatWasRefused() {
    batch.loadAll();
    sandbox.on(RELEASE).react(Reaction.denied());

    batch.once();

    assertThat(sandbox.callsTo(DROP)).isEmpty();
    InOrder marks = inOrder(setup.ledger);
    marks.verify(setup.ledger).writeReleased(anyList(), eq(true));
    marks.verify(setup.ledger).writeReleased(anyList(), eq(false));
  }

  @Test
  void aStopThatWasAskedForElsewhereReleasesNothing() {
    batch.loadAll();
    doThrow(RunFailure.stopped()).when(setup.ledger).checkMaySendInDatabase();

    assertThatExceptionOfType(RunFailure.class).isThrownBy(batch::once);

    assertThat(sandbox.mutations()).isEmpty();
    verify(setup.ledger).writeReleased(anyList(), eq(false));
  }

  @Test
  void aReleaseThatIsNeverAnsweredIsNotSentAgainAndAgainForAll() {
    batch.loadAll();
    sandbox
        .on(RELEASE)
        .react(
            call ->
                call.call().partitions().size() > 1
                    ? Reaction.reset().react(call)
                    : Reaction.honest().react(call));

    batch.toTheEnd();

    batch.assertAllDropped();
    assertThat(sandbox.callsTo(RELEASE)).as("once together, then each").hasSize(7);
  }
}

package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static io.github.milvusretention.drop.DropSetup.EXPIRED;
import static io.github.milvusretention.drop.DropSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.DdlLimit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is released before its drop, and when it is released once more. */
class ReleaseBeforeDropTest {
  private final DropSetup setup = new DropSetup();
  private final Sandbox sandbox = setup.sandbox;
  private final FastForward time = setup.time;
  private final LeasedLedger ledger = setup.ledger;

  @AfterEach
  void stop() {
    setup.close();
  }

  private void nothingWasSent() {
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void aCollectionReCreatedBeforeAReleaseIsLeftLoaded() {
    sandbox.load(DB, "docs", "2026_01");
    doAnswer(
            call -> {
              sandbox.recreateCollection(DB, "docs");
              time.pass(Duration.ofSeconds(3));
              return null;
            })
        .when(ledger)
        .checkMaySendInDatabase();

    assertThat(setup.drop(setup.planned("2026_01")).state()).isEqualTo(State.SKIPPED);
    nothingWasSent();
    verify(ledger, never()).writeIntent(any());
  }

  @Test
  void aHoldThatIsPlacedAfterTheReleaseKeepsThePartition() {
    sandbox.load(DB, "docs", "2026_01");
    setup.whenever(CrashPoint.RELEASE_WRITTEN, () -> setup.hold("2026_*"));

    DropResult result = setup.drop(setup.planned("2026_01"));

    assertThat(result.why())
        .isEqualTo("held by legal hold 7 of ada (case); it was released before that");
    assertThat(sandbox.callsTo(DROP)).isEmpty();
  }

  @Test
  void underALimitOfOneCallInTwoSecondsEverythingIsDroppedAndNothingReleasedTwice() {
    EXPIRED.forEach(name -> sandbox.load(DB, "docs", name));
    new DdlLimit(0.5, time::nanos).on(sandbox);

    for (String name : EXPIRED) {
      assertThat(setup.drop(setup.planned(name))).isEqualTo(DropResult.DROPPED);
    }

    assertThat(Duration.ofNanos(time.nanos()))
        .as("two calls each, one in two seconds, and what it costs to find that out")
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(60));
    assertThat(sandbox.mutations()).as("no storm of refused calls").hasSizeLessThan(30);
  }

  @Test
  void afterARefusedDropOnlyTheDropIsTriedAgain() {
    sandbox.load(DB, "docs", "2026_01");
    sandbox.on(DROP).times(3).react(Reaction.throttled());

    assertThat(setup.drop(setup.planned("2026_01"))).isEqualTo(DropResult.DROPPED);

    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
    assertThat(sandbox.callsTo(DROP)).hasSize(4);
  }

  @Test
  void onlyTheAnswerIsLoadedBringsAReleaseBack() {
    sandbox.load(DB, "docs", "2026_01");
    sandbox
        .on(DROP)
        .once()
        .react(Reaction.honest().before(call -> sandbox.load(DB, "docs", "2026_01")));

    assertThat(setup.drop(setup.planned("2026_01"))).isEqualTo(DropResult.DROPPED);

    assertThat(sandbox.callsTo(RELEASE)).hasSize(2);
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
  }

  @Test
  void whatAnEarlierRunReleasedIsReleasedAgainOnlyIfItWasLoadedSince() {
    sandbox.load(DB, "docs", "2026_02");
    assertThat(setup.drop(setup.row("2026_01", State.FAILED, true))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();

    assertThat(setup.drop(setup.row("2026_02", State.FAILED, true))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
  }

  @Test
  void aLoadStateThatCannotBeReadIsNoReasonToFail() {
    sandbox.load(DB, "docs", "2026_02");
    sandbox.on("collections/get_load_state").react(Reaction.forbidden("GetLoadState"));

    assertThat(setup.drop(setup.row("2026_01", State.FAILED, true))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
  }
}

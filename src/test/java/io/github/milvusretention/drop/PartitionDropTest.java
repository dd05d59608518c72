package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds when a drop is sent, however long it took to get there. */
class PartitionDropTest {
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
  void anUndisturbedPartitionIsDroppedByOneLook() {
    assertThat(setup.drop(setup.planned("2026_01"))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo("collections/describe")).hasSize(1);
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
    verify(ledger, never()).withdrawIntent(any(), any());
  }

  @Test
  void aCollectionReCreatedWhileTheIntentIsWrittenLosesNothing() {
    LedgerRow row = setup.planned("2026_01");
    setup.stallAt(CrashPoint.INTENT_WRITTEN, () -> sandbox.recreateCollection(DB, "docs"));

    DropResult result = setup.drop(row);

    assertThat(result.state()).isEqualTo(State.SKIPPED);
    assertThat(result.why()).contains("re-created after the plan");
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void aHoldThatIsPlacedWhileTheIntentIsWrittenKeepsThePartition() {
    LedgerRow row = setup.planned("2026_01");
    setup.whenever(CrashPoint.INTENT_WRITTEN, () -> setup.hold("2026_01"));

    DropResult result = setup.drop(row);

    assertThat(result).isEqualTo(DropResult.skipped("held by legal hold 7 of ada (case)"));
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void holdsThatCannotBeReadOnceTheIntentIsWrittenKeepEverything() {
    LedgerRow row = setup.planned("2026_01");
    RunFailure unreadable = new RunFailure(RunExit.CLUSTER_UNUSABLE, "no holds");
    setup.whenever(
        CrashPoint.INTENT_WRITTEN,
        () ->
            setup.holds =
                () -> {
                  throw unreadable;
                });

    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(() -> setup.drop(row))
        .withMessage("no holds");

    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
    assertThat(setup.circuit.reason()).as("for the whole run").startsWith("no holds");
  }

  @Test
  void aPartitionThatVanishesWhileTheIntentIsWrittenIsNotOurDrop() {
    LedgerRow row = setup.planned("2026_01");
    setup.stallAt(CrashPoint.INTENT_WRITTEN, () -> sandbox.dropPartitions(DB, "docs", "2026_01"));

    assertThat(setup.drop(row)).isEqualTo(DropResult.absent());
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void aCollectionThatVanishesWhileTheIntentIsWrittenIsAbsent() {
    setup.stallAt(CrashPoint.INTENT_WRITTEN, () -> sandbox.dropCollection(DB, "docs"));

    assertThat(setup.drop(setup.planned("2026_01"))).isEqualTo(DropResult.COLLECTION_GONE);
    nothingWasSent();
  }

  @Test
  void aStallInWhichNothingHappenedCostsAnotherLookAlone() {
    setup.stallAt(CrashPoint.INTENT_WRITTEN, () -> {});

    assertThat(setup.drop(setup.planned("2026_01"))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo("collections/describe")).hasSize(2);
    verify(ledger, never()).withdrawIntent(any(), any());
  }

  @Test
  void theLookIsRepeatedIfTheCheckOfTheLeaseStalls() {
    doAnswer(
            call -> {
              sandbox.recreateCollection(DB, "docs");
              time.pass(Duration.ofSeconds(3));
              return null;
            })
        .doNothing()
        .when(ledger)
        .checkMaySend();

    assertThat(setup.drop(setup.planned("2026_01")).state()).isEqualTo(State.SKIPPED);
    nothingWasSent();
  }

  @Test
  void aStopWhileTheIntentIsWrittenLeavesTheRowAsItWas() {
    LedgerRow row = setup.row("2026_01", State.FAILED, false);
    setup.stallAt(CrashPoint.INTENT_WRITTEN, () -> setup.stopping = true);

    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(() -> setup.drop(row))
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.STOPPED));
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.FAILED);
  }

  @Test
  void aStopLeavesARowUndecidedWhoseEarlierDropIs() {
    LedgerRow row = setup.row("2026_01", State.DROP_SENT, false);
    setup.stallAt(CrashPoint.INTENT_WRITTEN, () -> setup.stopping = true);

    assertThatExceptionOfType(RunFailure.class).isThrownBy(() -> setup.drop(row));
    verify(ledger).withdrawIntent(row, State.DROP_SENT);
  }

  @Test
  void aLeaseLostWhileTheIntentIsWrittenSendsNothing() {
    doThrow(new LeaseLost(new Lease("nightly", "a", 1))).when(ledger).checkMaySend();

    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(() -> setup.drop(setup.planned("2026_01")));
    nothingWasSent();
  }

  @Test
  void aClockThatIsSetWhileTheIntentIsWrittenSendsNothing() {
    LedgerRow row = setup.planned("2026_01");
    setup.whenever(
        CrashPoint.INTENT_WRITTEN,
        () -> {
          setup.setForwardBy = Duration.ofDays(20);
          setup.server.set(DropSetup.CLOCK.instant().minus(Duration.ofDays(20)));
        });

    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(() -> setup.drop(row))
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.PARTITIONS_FAILED))
        .withMessageContaining("this machine's clock was set", "20d ahead of");
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void aClusterWhoseClockIsSetWhileTheIntentIsWrittenDropsNothing() {
    LedgerRow row = setup.planned("2026_01");
    setup.stallAt(
        CrashPoint.INTENT_WRITTEN,
        () -> setup.server.set(DropSetup.CLOCK.instant().minus(Duration.ofDays(20))));

    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(() -> setup.drop(row))
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.PARTITIONS_FAILED))
        .withMessageContaining("this machine's clock is 20d ahead of cluster local");
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void aServerTooSlowToDescribeTheCollectionDropsNothing() {
    sandbox
        .on("collections/describe")
        .react(Reaction.honest().before(call -> time.pass(Duration.ofMillis(1_100))));

    DropResult result = setup.drop(setup.planned("2026_01"));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.why()).contains("too long to be sure of it; nothing was sent");
    nothingWasSent();
    assertThat(sandbox.callsTo("collections/describe").size()).isLessThan(20);
  }
}

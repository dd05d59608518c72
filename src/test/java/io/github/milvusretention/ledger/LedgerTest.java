package io.github.milvusretention.ledger;

import static io.github.milvusretention.ledger.LedgerSetup.NO_CALLS;
import static io.github.milvusretention.ledger.LedgerSetup.assertLost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of partitions, and that nobody writes who has lost the lease. */
@EveryDatabase
class LedgerTest {
  private final LedgerSetup setup;
  private final Ledger ledger;

  LedgerTest(Databases database, @TempDir Path directory) {
    setup = new LedgerSetup(database, directory);
    ledger = setup.ledger;
  }

  @Test
  void aPartitionGoesFromPlannedThroughSentToItsResult() {
    setup.freeze("january");

    setup.writeReleased(setup.row(), NO_CALLS, setup.by(8));
    assertThat(setup.row().progress().released()).isTrue();
    assertThat(setup.row().state()).isEqualTo(State.PLANNED);

    ledger.writeIntent(setup.row(), NO_CALLS, setup.by(9));
    assertThat(setup.row().state()).isEqualTo(State.DROP_SENT);
    assertThat(setup.row().progress().attempts()).isEqualTo(1);
    assertThat(setup.row().progress().executionId()).isEqualTo(9);

    setup.writeResult(setup.row(), State.DROP_SENT, "no answer", NO_CALLS, setup.by(9));
    assertThat(setup.row().state()).isEqualTo(State.DROP_SENT);
    assertThat(setup.row().error()).isEqualTo("no answer");

    ledger.writeIntent(setup.row(), NO_CALLS, setup.by(10));
    assertThat(setup.row().progress().attempts()).isEqualTo(2);
    assertThat(setup.row().error()).as("of the attempt before").isNull();

    for (State state : List.of(State.FAILED, State.SKIPPED, State.ABSENT, State.DROPPED)) {
      setup.writeResult(
          setup.row(), state, state == State.DROPPED ? null : "because", NO_CALLS, setup.by(10));
      assertThat(setup.row().state()).isEqualTo(state);
      assertThat(setup.row().error()).isEqualTo(state == State.DROPPED ? null : "because");
    }
    assertThat(setup.row().progress().attempts()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowResult(setup.row(), State.PLANNED, null));
  }

  @Test
  void anIntentForWhichNothingWasSentLeavesNoTrace() {
    setup.freeze("january");
    setup.writeResult(setup.row(), State.FAILED, "loaded", NO_CALLS, setup.by(8));
    LedgerRow before = setup.row();

    ledger.writeIntent(before, NO_CALLS, setup.by(8));
    ledger.withdrawIntent(before, State.FAILED, NO_CALLS, setup.by(8));

    assertThat(setup.row()).isEqualTo(before);
  }

  @Test
  void whatAnExecutionLeftIsKeptWhenAnotherOneWrites() {
    setup.freeze("january");
    setup.writeResult(setup.row(), State.FAILED, "loaded", NO_CALLS, setup.by(7));
    LedgerRow read = setup.row();
    setup.writeReleased(read, NO_CALLS, setup.by(8));
    ledger.writeIntent(read, NO_CALLS, setup.by(9));
    ledger.withdrawIntent(read, State.FAILED, NO_CALLS, setup.by(9));
    setup.writeResult(read, State.DROPPED, null, NO_CALLS, setup.by(10));

    RowHistory history = setup.history();

    assertThat(history.at(6)).as("not planned yet").isEmpty();
    assertThat(history.at(7)).hasValue(read.progress());
    assertThat(history.at(8))
        .hasValueSatisfying(
            released -> {
              assertThat(released.released()).isTrue();
              assertThat(released.executionId()).isEqualTo(8);
              assertThat(released.resultOf()).as("it had none").isEqualTo(7);
            });
    assertThat(history.at(9))
        .hasValueSatisfying(
            withdrawn -> {
              assertThat(withdrawn.state()).isEqualTo(State.FAILED);
              assertThat(withdrawn.error()).isEqualTo("loaded");
              assertThat(withdrawn.attempts()).isZero();
              assertThat(withdrawn.resultOf()).isEqualTo(7);
            });
    assertThat(history.at(10)).hasValue(setup.row().progress());
    assertThat(history.since(9)).hasValue(setup.row().progress());
    assertThat(history.since(10)).isEmpty();
  }

  @Test
  void anIntentOfARowThatWasOnlyPlannedIsTakenBackToThat() {
    setup.freeze("january");
    LedgerRow planned = setup.row();
    assertThat(planned.progress().resultOf()).isNull();

    ledger.writeIntent(planned, NO_CALLS, setup.by(7));
    assertThat(setup.row().progress().resultOf()).isEqualTo(7);
    ledger.withdrawIntent(planned, State.PLANNED, NO_CALLS, setup.by(7));

    assertThat(setup.row()).isEqualTo(planned);
  }

  @Test
  void whoLostTheLeaseToAnotherChangesNothing() {
    setup.freeze("january");
    ExecutionLease lost = setup.by(8);
    setup.repository.database().takeOverLeases();
    LedgerRow before = setup.row();

    assertLost(() -> setup.writeReleased(before, NO_CALLS, lost));
    assertLost(() -> ledger.writeIntent(before, NO_CALLS, lost));
    assertLost(() -> setup.writeResult(before, State.DROP_SENT, "late", NO_CALLS, lost));
    assertLost(() -> ledger.withdrawIntent(before, State.PLANNED, NO_CALLS, lost));
    assertLost(() -> setup.writeResult(before, State.DROPPED, null, NO_CALLS, lost));

    assertThat(setup.row()).isEqualTo(before);
    assertThat(setup.history().earlier()).isEmpty();
  }

  @Test
  void aDropNeedsALeaseThatHasNotRunOutWhileWhatHappenedMayStillBeWritten() {
    setup.freeze("january");
    ledger.writeIntent(setup.row(), NO_CALLS, setup.by(8));
    setup.repository.database().expireLeases();

    assertLost(() -> ledger.writeIntent(setup.row(), NO_CALLS, setup.by(8)));
    assertThat(setup.row().progress().attempts()).isEqualTo(1);

    setup.writeResult(setup.row(), State.DROPPED, null, NO_CALLS, setup.by(8));
    assertThat(setup.row().state()).isEqualTo(State.DROPPED);
  }

  @Test
  void whatWasSentIsKeptWithTheRowsNextWrite() {
    setup.freeze("january");
    SentCall refused =
        new SentCall(
            Instant.parse("2026-11-24T03:15:00Z"),
            "partitions/drop",
            "THROTTLED",
            429,
            1807,
            "z".repeat(2000),
            Duration.ofMillis(1234));
    SentCall silent =
        new SentCall(
            Instant.parse("2026-11-24T03:15:01Z"),
            "partitions/drop",
            "UNKNOWN",
            0,
            null,
            "",
            Duration.ZERO);

    ledger.writeIntent(setup.row(), List.of(refused), setup.by(8));
    setup.writeResult(setup.row(), State.DROPPED, null, List.of(silent), setup.by(9));

    List<SentCall> kept = setup.calls();
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).message()).startsWith("zzz").hasSize(1000);
    assertThat(kept.get(0)).usingRecursiveComparison().ignoringFields("message").isEqualTo(refused);
    assertThat(kept.get(1)).isEqualTo(silent);

    setup.repository.database().takeOverLeases();
    assertLost(() -> setup.writeReleased(setup.row(), List.of(silent), setup.by(9)));
    assertThat(setup.calls()).as("not written").hasSize(2);
  }
}

package io.github.milvusretention.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.ledger.LedgerRow.Progress;
import io.github.milvusretention.policy.Address;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose a result is, and what an execution left. */
class ExecutionCountsTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

  private static Progress planned(long by) {
    return progress(State.PLANNED, null, by, null);
  }

  private static Progress result(State state, long of) {
    return progress(state, state == State.FAILED ? "no disk left" : null, of, of);
  }

  private static Progress progress(
      State state, @Nullable String error, long by, @Nullable Long resultOf) {
    return new Progress(state, false, 0, error, by, AT, null, resultOf);
  }

  /** A row with all that was ever written to it, the last being what it says now. */
  private static RowHistory row(Progress... written) {
    List<Progress> all = List.of(written);
    LedgerRow now =
        new LedgerRow(
            1,
            new Address("local", "default", "docs", "january"),
            "1",
            "2026-01-01T00:00Z",
            "2026-02-01T00:00Z",
            null,
            all.get(all.size() - 1));
    return new RowHistory(now, all.subList(0, all.size() - 1));
  }

  private static ExecutionCounts of(long execution, RowHistory... rows) {
    return ExecutionCounts.of(Stream.of(rows).toList(), execution);
  }

  private static LedgerCounts counts(int dropped, int failed, int left) {
    return new LedgerCounts(dropped, 0, 0, 0, failed, left);
  }

  @Test
  void aResultCountsForTheExecutionThatHadIt() {
    RowHistory row = row(planned(1), result(State.FAILED, 2), result(State.DROPPED, 4));

    assertThat(of(1, row)).isEqualTo(new ExecutionCounts(counts(0, 0, 1), 0));
    assertThat(of(2, row)).isEqualTo(new ExecutionCounts(counts(0, 1, 0), 0));
    assertThat(of(3, row)).as("it did not try").isEqualTo(new ExecutionCounts(counts(0, 0, 1), 0));
    assertThat(of(4, row)).isEqualTo(new ExecutionCounts(counts(1, 0, 0), 0));
    assertThat(of(5, row)).isEqualTo(new ExecutionCounts(LedgerCounts.NONE, 1));
  }

  @Test
  void whatWasPlannedLaterDoesNotCount() {
    assertThat(of(1, row(planned(2)))).isEqualTo(new ExecutionCounts(LedgerCounts.NONE, 0));
  }

  @Test
  void whoOnlyReleasesOrTakesAnIntentBackHasNotFailed() {
    RowHistory released =
        row(planned(1), result(State.FAILED, 1), progress(State.FAILED, "no disk left", 2, 1L));

    assertThat(of(2, released).own()).isEqualTo(counts(0, 0, 1));
  }

  @Test
  void aDropThatMayHaveBeenSentIsLeftUntilItIsKnownToHaveFailed() {
    RowHistory inHand = row(progress(State.DROP_SENT, null, 1, 1L));
    RowHistory open = row(progress(State.DROP_SENT, "no answer", 1, 1L));

    assertThat(of(1, inHand).own()).isEqualTo(counts(0, 0, 1));
    assertThat(of(1, open).own()).isEqualTo(counts(0, 1, 0));
    assertThat(LedgerCounts.of(List.of(inHand.row(), open.row()))).isEqualTo(counts(0, 1, 1));
  }

  @Test
  void allOfThemAreWhatWasPlanned() {
    ExecutionCounts counts =
        of(
            2,
            row(result(State.DROPPED, 1)),
            row(result(State.ABSENT, 2)),
            row(result(State.SKIPPED, 2)),
            row(result(State.RELEASED, 2)),
            row(planned(1)),
            row(result(State.FAILED, 2)));

    assertThat(counts.planned()).isEqualTo(6);
    assertThat(counts)
        .hasToString(
            "0 dropped, 1 released, 1 absent, 1 skipped, 1 failed, 1 left, 1 settled by earlier"
                + " executions");
  }
}

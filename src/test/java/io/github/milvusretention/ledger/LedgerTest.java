package io.github.milvusretention.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.ledger.plans.Acceptance;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.run.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/** Plans and the results of their partitions, and that nobody writes who has lost the lease. */
@EveryDatabase
class LedgerTest {
  private static final List<SentCall> NO_CALLS = List.of();
  private static final Seen NOTHING = new Seen(List.of(), List.of());
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final RunKey RUN = new RunKey("nightly", AS_OF, 1);
  private static final Policy POLICY = Given.patterns("MMMM").keepNewest(1).policy();

  private final Repository repository;
  private final Plans plans;
  private final Ledger ledger;
  private @Nullable Lease held;

  LedgerTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    plans = repository.plans();
    ledger = repository.ledger();
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  @Test
  void freezingAPlanWritesItsExpiredPartitionsOldestFirst() {
    Plan plan = plan("march", "november", "january", "february", "_default");
    Decision january = plan.expired().get(0);

    plans.freeze(entry(plan, "", ""), NOTHING, Map.of(january, 42L), null, by(7), () -> {});

    List<LedgerRow> rows = ledger.rows(RUN);
    assertThat(rows)
        .extracting(row -> row.address().partition())
        .containsExactly("january", "february", "march");
    LedgerRow first = rows.get(0);
    assertThat(first.address()).isEqualTo(january.address());
    assertThat(first.collectionId()).isEqualTo("447");
    assertThat(first.periodStart()).isEqualTo("2026-01-01T00:00Z");
    assertThat(first.periodEnd()).isEqualTo("2026-02-01T00:00Z");
    assertThat(first.rows()).isEqualTo(42);
    assertThat(rows.get(1).rows()).as("not known").isNull();
    assertThat(first.state()).isEqualTo(State.PLANNED);
    assertThat(first.progress().released()).isFalse();
    assertThat(first.progress().attempts()).isZero();
    assertThat(first.error()).isNull();
    assertThat(first.progress().executionId()).isEqualTo(7);
    assertThat(first.progress().updated()).isEqualTo(Repository.CLOCK.instant());
    assertThat(plans.find(RUN))
        .hasValueSatisfying(
            record -> {
              assertThat(record.digest()).isEqualTo(plan.digest());
              assertThat(record.frozen()).isTrue();
              assertThat(record.executionId()).isEqualTo(7);
            });
    assertThat(ledger.rows(new RunKey("nightly", AS_OF, 2))).isEmpty();
  }

  @Test
  void aLongPlanIsWrittenWholeAndInItsOrder() {
    List<Listing> listings =
        IntStream.range(0, 2500)
            .mapToObj(
                i ->
                    new Listing(
                        "prod", "default", "c" + i, "1", false, false, List.of("may", "november")))
            .toList();
    Plan plan = Given.plan(POLICY, AS_OF, Given.decide(POLICY, List.of(POLICY), AS_OF, listings));

    plans.freeze(
        entry(plan, "", ""), NOTHING, Map.of(plan.expired().get(2000), 7L), null, by(7), () -> {});

    List<LedgerRow> rows = ledger.rows(RUN);
    assertThat(rows)
        .extracting(LedgerRow::address)
        .isEqualTo(plan.expired().stream().map(Decision::address).toList())
        .hasSize(2500);
    assertThat(rows.get(2000).rows()).isEqualTo(7);
  }

  @Test
  void aFrozenPlanIsNeverReplaced() {
    freeze("january");
    List<LedgerRow> before = ledger.rows(RUN);
    Plan larger = plan("january", "february", "november");

    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(
            () -> plans.freeze(entry(larger, "", ""), NOTHING, Map.of(), null, by(8), () -> {}));
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> plans.refuse(entry(larger, "max-drops", ""), by(8), () -> {}));

    assertThat(ledger.rows(RUN)).isEqualTo(before);
    assertThat(plans.find(RUN).orElseThrow().executionId()).isEqualTo(7);
  }

  @Test
  void aRefusedPlanIsReplacedAndItsAcceptanceIsRemembered() {
    Plan plan = plan("january", "november");
    plans.refuse(entry(plan, "max-drops", "not read"), by(7), () -> {});

    assertThat(ledger.rows(RUN)).isEmpty();
    PlanRecord refused = plans.find(RUN).orElseThrow();
    assertThat(refused.frozen()).isFalse();
    assertThat(refused.refusedBy()).isEqualTo("max-drops");
    assertThat(refused.unreadable()).isEqualTo("not read");
    assertThat(refused.acceptedBy()).isNull();

    Acceptance yes = new Acceptance(plan.digest(), "ann@desk", "checked by hand");
    plans.freeze(entry(plan, "max-drops", ""), NOTHING, Map.of(), yes, by(8), () -> {});

    assertThat(ledger.rows(RUN)).hasSize(1);
    assertThat(plans.find(RUN).orElseThrow().acceptedBy()).isEqualTo("ann@desk");
    assertThat(plans.acceptedElsewhere(plan.digest(), RUN)).as("this very run").isEmpty();
    RunKey next = new RunKey("nightly", AS_OF, 2);
    assertThat(plans.acceptedElsewhere(plan.digest(), new RunKey("other", AS_OF, 1))).hasValue(RUN);
    assertThat(plans.acceptedElsewhere(plan.digest(), next)).as("no drop was sent").isEmpty();
    ledger.writeIntent(row(), NO_CALLS, by(8));
    assertThat(plans.acceptedElsewhere(plan.digest(), next)).hasValue(RUN);
    assertThat(plans.acceptedElsewhere("sha256:other", new RunKey("nightly", AS_OF, 2))).isEmpty();
  }

  @Test
  void aPartitionGoesFromPlannedThroughSentToItsResult() {
    freeze("january");

    writeReleased(row(), NO_CALLS, by(8));
    assertThat(row().progress().released()).isTrue();
    assertThat(row().state()).isEqualTo(State.PLANNED);

    ledger.writeIntent(row(), NO_CALLS, by(9));
    assertThat(row().state()).isEqualTo(State.DROP_SENT);
    assertThat(row().progress().attempts()).isEqualTo(1);
    assertThat(row().progress().executionId()).isEqualTo(9);

    writeResult(row(), State.DROP_SENT, "no answer", NO_CALLS, by(9));
    assertThat(row().state()).isEqualTo(State.DROP_SENT);
    assertThat(row().error()).isEqualTo("no answer");

    ledger.writeIntent(row(), NO_CALLS, by(10));
    assertThat(row().progress().attempts()).isEqualTo(2);
    assertThat(row().error()).as("of the attempt before").isNull();

    for (State state : List.of(State.FAILED, State.SKIPPED, State.ABSENT, State.DROPPED)) {
      writeResult(row(), state, state == State.DROPPED ? null : "because", NO_CALLS, by(10));
      assertThat(row().state()).isEqualTo(state);
      assertThat(row().error()).isEqualTo(state == State.DROPPED ? null : "because");
    }
    assertThat(row().progress().attempts()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowResult(row(), State.PLANNED, null));
  }

  @Test
  void anIntentForWhichNothingWasSentLeavesNoTrace() {
    freeze("january");
    writeResult(row(), State.FAILED, "loaded", NO_CALLS, by(8));
    LedgerRow before = row();

    ledger.writeIntent(before, NO_CALLS, by(8));
    ledger.withdrawIntent(before, State.FAILED, NO_CALLS, by(8));

    assertThat(row()).isEqualTo(before);
  }

  @Test
  void whatAnExecutionLeftIsKeptWhenAnotherOneWrites() {
    freeze("january");
    writeResult(row(), State.FAILED, "loaded", NO_CALLS, by(7));
    LedgerRow read = row();
    writeReleased(read, NO_CALLS, by(8));
    ledger.writeIntent(read, NO_CALLS, by(9));
    ledger.withdrawIntent(read, State.FAILED, NO_CALLS, by(9));
    writeResult(read, State.DROPPED, null, NO_CALLS, by(10));

    RowHistory history = history();

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
    assertThat(history.at(10)).hasValue(row().progress());
    assertThat(history.since(9)).hasValue(row().progress());
    assertThat(history.since(10)).isEmpty();
  }

  @Test
  void anIntentOfARowThatWasOnlyPlannedIsTakenBackToThat() {
    freeze("january");
    LedgerRow planned = row();
    assertThat(planned.progress().resultOf()).isNull();

    ledger.writeIntent(planned, NO_CALLS, by(7));
    assertThat(row().progress().resultOf()).isEqualTo(7);
    ledger.withdrawIntent(planned, State.PLANNED, NO_CALLS, by(7));

    assertThat(row()).isEqualTo(planned);
  }

  @Test
  void whoLostTheLeaseToAnotherChangesNothing() {
    freeze("january");
    ExecutionLease lost = by(8);
    repository.database().takeOverLeases();
    LedgerRow before = row();

    assertLost(() -> writeReleased(before, NO_CALLS, lost));
    assertLost(() -> ledger.writeIntent(before, NO_CALLS, lost));
    assertLost(() -> writeResult(before, State.DROP_SENT, "late", NO_CALLS, lost));
    assertLost(() -> ledger.withdrawIntent(before, State.PLANNED, NO_CALLS, lost));
    assertLost(() -> writeResult(before, State.DROPPED, null, NO_CALLS, lost));

    assertThat(row()).isEqualTo(before);
    assertThat(history().earlier()).isEmpty();
  }

  @Test
  void aDropNeedsALeaseThatHasNotRunOutWhileWhatHappenedMayStillBeWritten() {
    freeze("january");
    ledger.writeIntent(row(), NO_CALLS, by(8));
    repository.database().expireLeases();

    assertLost(() -> ledger.writeIntent(row(), NO_CALLS, by(8)));
    assertThat(row().progress().attempts()).isEqualTo(1);

    writeResult(row(), State.DROPPED, null, NO_CALLS, by(8));
    assertThat(row().state()).isEqualTo(State.DROPPED);
  }

  @Test
  void longTextsAreCutToWhatTheTablesHold() {
    String endless = "x".repeat(998) + "😀".repeat(2000);
    Plan plan = plan("january", "november");
    plans.refuse(entry(plan, endless, endless), by(7), () -> {});
    assertThat(plans.find(RUN).orElseThrow().refusedBy()).hasSizeLessThanOrEqualTo(1000);
    plans.freeze(entry(plan, endless, endless), NOTHING, Map.of(), null, by(7), () -> {});

    writeResult(row(), State.DROP_SENT, endless, NO_CALLS, by(8));
    assertThat(row().error()).startsWith("xxx").endsWith("…").hasSizeLessThanOrEqualTo(1000);
    writeResult(row(), State.FAILED, "y".repeat(1000), NO_CALLS, by(8));
    assertThat(row().error()).as("just fits").isEqualTo("y".repeat(1000));
  }

  @Test
  void whatWasSentIsKeptWithTheRowsNextWrite() {
    freeze("january");
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

    ledger.writeIntent(row(), List.of(refused), by(8));
    writeResult(row(), State.DROPPED, null, List.of(silent), by(9));

    List<SentCall> kept = calls();
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).message()).startsWith("zzz").hasSize(1000);
    assertThat(kept.get(0)).usingRecursiveComparison().ignoringFields("message").isEqualTo(refused);
    assertThat(kept.get(1)).isEqualTo(silent);

    repository.database().takeOverLeases();
    assertLost(() -> writeReleased(row(), List.of(silent), by(9)));
    assertThat(calls()).as("not written").hasSize(2);
  }

  private List<SentCall> calls() {
    return repository.evidence().of(RUN).get(0).calls().stream()
        .map(RowEvidence.Call::sent)
        .toList();
  }

  private RowHistory history() {
    return repository.evidence().of(RUN).get(0).history();
  }

  private LedgerRow row() {
    List<LedgerRow> rows = ledger.rows(RUN);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static Plans.Entry entry(Plan plan, String refusedBy, String unreadable) {
    return new Plans.Entry(
        RUN, plan, "here:19530", List.of(), refusedBy, unreadable, "", "keep: P3M");
  }

  private ExecutionLease by(long executionId) {
    return new ExecutionLease(executionId, lease());
  }

  private Lease lease() {
    if (held == null) {
      held = repository.leases().take("nightly", "a", Duration.ofSeconds(30)).orElseThrow();
    }
    return held;
  }

  /** With november beside it, since the newest period always stays. */
  private void freeze(String partition) {
    plans.freeze(
        entry(plan(partition, "november"), "", ""), NOTHING, Map.of(), null, by(7), () -> {});
  }

  private static Plan plan(String... partitions) {
    Listing listing =
        new Listing("prod", "default", "docs", "447", false, false, List.of(partitions));
    return Given.plan(
        POLICY,
        AS_OF,
        Verdicts.decide(
            POLICY, List.of(POLICY), AS_OF, Repository.CLOCK.instant(), List.of(listing)));
  }

  private static void assertLost(ThrowingCallable write) {
    assertThatExceptionOfType(LeaseLost.class).isThrownBy(write);
  }

  private void writeReleased(LedgerRow row, List<SentCall> calls, ExecutionLease by) {
    ledger.writeReleased(List.of(row), true, same -> calls, by);
  }

  private void writeResult(
      LedgerRow row, State state, @Nullable String why, List<SentCall> calls, ExecutionLease by) {
    ledger.writeResults(List.of(new RowResult(row, state, why)), same -> calls, by);
  }
}

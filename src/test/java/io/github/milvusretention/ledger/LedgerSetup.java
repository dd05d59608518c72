package io.github.milvusretention.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.database.AfterTest;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.run.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** The ledger of one run in a repository of its own. */
final class LedgerSetup {
  static final List<SentCall> NO_CALLS = List.of();
  static final Seen NOTHING = new Seen(List.of(), List.of());
  static final AsOf AS_OF = AsOf.parse("2026-11-24");
  static final RunKey RUN = new RunKey("nightly", AS_OF, 1);
  static final Policy POLICY = Given.patterns("MMMM").keepNewest(1).policy();

  final Repository repository;
  final Plans plans;
  final Ledger ledger;
  private @Nullable Lease held;

  LedgerSetup(Databases database, Path directory) {
    repository = new Repository(database, directory);
    AfterTest.close(repository);
    plans = repository.plans();
    ledger = repository.ledger();
  }

  static Plans.Entry entry(Plan plan, String refusedBy, String unreadable) {
    return new Plans.Entry(
        RUN, plan, "here:19530", List.of(), refusedBy, unreadable, "", "keep: P3M");
  }

  /** An execution that holds the lease, as long as nobody takes it. */
  ExecutionLease by(long executionId) {
    return new ExecutionLease(executionId, lease());
  }

  private Lease lease() {
    if (held == null) {
      held = repository.leases().take("nightly", "a", Duration.ofSeconds(30)).orElseThrow();
    }
    return held;
  }

  /**
   * Freezes a plan of this partition, with november beside it, since the newest period always
   * stays.
   */
  void freeze(String partition) {
    plans.freeze(
        entry(plan(partition, "november"), "", ""), NOTHING, Map.of(), null, by(7), () -> {});
  }

  /** Keeps the newest of these months. */
  static Plan plan(String... partitions) {
    Listing listing =
        new Listing("prod", "default", "docs", "447", false, false, List.of(partitions));
    return Given.plan(
        POLICY,
        AS_OF,
        Verdicts.decide(
            POLICY, List.of(POLICY), AS_OF, Repository.CLOCK.instant(), List.of(listing)));
  }

  /** The only row, as it is now. */
  LedgerRow row() {
    List<LedgerRow> rows = ledger.rows(RUN);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  List<SentCall> calls() {
    return repository.evidence().of(RUN).get(0).calls().stream()
        .map(RowEvidence.Call::sent)
        .toList();
  }

  RowHistory history() {
    return repository.evidence().of(RUN).get(0).history();
  }

  void writeReleased(LedgerRow row, List<SentCall> calls, ExecutionLease by) {
    ledger.writeReleased(List.of(row), true, same -> calls, by);
  }

  void writeResult(
      LedgerRow row, State state, @Nullable String why, List<SentCall> calls, ExecutionLease by) {
    ledger.writeResults(List.of(new RowResult(row, state, why)), same -> calls, by);
  }

  static void assertLost(ThrowingCallable write) {
    assertThatExceptionOfType(LeaseLost.class).isThrownBy(write);
  }
}

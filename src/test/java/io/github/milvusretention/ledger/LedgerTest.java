package io.github.milvusretention.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Share;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.run.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

/** Plans and the fates of their partitions, and that nobody writes who has lost the lease. */
@ParameterizedClass
@EnumSource(Databases.class)
class LedgerTest {
  private static final List<SentCall> NO_CALLS = List.of();
  private static final Seen NOTHING = new Seen(List.of(), List.of());
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final RunKey RUN = new RunKey("nightly", AS_OF, 1);
  private static final Policy POLICY =
      new Policy(
          "nightly",
          "prod",
          Glob.of("default"),
          List.of(Glob.of("*")),
          List.of(),
          List.of(NamePattern.of("MMMM", Locale.ENGLISH)),
          null,
          Keep.parse("P3M"),
          null,
          1,
          50,
          Share.parse("100%"),
          ZoneOffset.UTC,
          null,
          null,
          4);

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

    plans.freeze(RUN, plan, NOTHING, Map.of(january, 42L), 7, "", "", null, lease());

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
    assertThat(first.released()).isFalse();
    assertThat(first.attempts()).isZero();
    assertThat(first.error()).isNull();
    assertThat(first.executionId()).isEqualTo(7);
    assertThat(first.updated()).isEqualTo(Repository.CLOCK.instant());
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
  void aFrozenPlanIsNeverReplaced() {
    freeze("january");
    List<LedgerRow> before = ledger.rows(RUN);
    Plan larger = plan("january", "february", "november");

    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> plans.freeze(RUN, larger, NOTHING, Map.of(), 8, "", "", null, lease()));
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> plans.refuse(RUN, larger, 8, "max-drops", "", lease()));

    assertThat(ledger.rows(RUN)).isEqualTo(before);
    assertThat(plans.find(RUN).orElseThrow().executionId()).isEqualTo(7);
  }

  @Test
  void aRefusedPlanIsMadeAnewAndItsAcceptanceIsRemembered() {
    Plan plan = plan("january", "november");
    plans.refuse(RUN, plan, 7, "max-drops", "not read", lease());

    assertThat(ledger.rows(RUN)).isEmpty();
    PlanRecord refused = plans.find(RUN).orElseThrow();
    assertThat(refused.frozen()).isFalse();
    assertThat(refused.refusedBy()).isEqualTo("max-drops");
    assertThat(refused.unreadable()).isEqualTo("not read");
    assertThat(refused.acceptedBy()).isNull();

    Acceptance yes = new Acceptance(plan.digest(), "ann@desk", "checked by hand");
    plans.freeze(RUN, plan, NOTHING, Map.of(), 8, "max-drops", "", yes, lease());

    assertThat(ledger.rows(RUN)).hasSize(1);
    assertThat(plans.find(RUN).orElseThrow().acceptedBy()).isEqualTo("ann@desk");
    assertThat(plans.acceptedElsewhere(plan.digest(), RUN)).as("this very run").isEmpty();
    RunKey next = new RunKey("nightly", AS_OF, 2);
    assertThat(plans.acceptedElsewhere(plan.digest(), new RunKey("other", AS_OF, 1))).hasValue(RUN);
    assertThat(plans.acceptedElsewhere(plan.digest(), next)).as("no drop was sent").isEmpty();
    ledger.dropping(row(), NO_CALLS, 8, lease());
    assertThat(plans.acceptedElsewhere(plan.digest(), next)).hasValue(RUN);
    assertThat(plans.acceptedElsewhere("sha256:other", new RunKey("nightly", AS_OF, 2))).isEmpty();
  }

  @Test
  void aPartitionGoesFromPlannedThroughSentToItsFate() {
    freeze("january");
    Lease lease = lease();

    ledger.released(row(), NO_CALLS, 8, lease);
    assertThat(row().released()).isTrue();
    assertThat(row().state()).isEqualTo(State.PLANNED);

    ledger.dropping(row(), NO_CALLS, 9, lease);
    assertThat(row().state()).isEqualTo(State.DROP_SENT);
    assertThat(row().attempts()).isEqualTo(1);
    assertThat(row().executionId()).isEqualTo(9);

    ledger.undecided(row(), "no answer", NO_CALLS, 9, lease);
    assertThat(row().state()).isEqualTo(State.DROP_SENT);
    assertThat(row().error()).isEqualTo("no answer");

    ledger.dropping(row(), NO_CALLS, 10, lease);
    assertThat(row().attempts()).isEqualTo(2);
    assertThat(row().error()).as("of the attempt before").isNull();

    for (State fate : List.of(State.FAILED, State.SKIPPED, State.ABSENT, State.DROPPED)) {
      ledger.fate(row(), fate, fate == State.DROPPED ? null : "because", NO_CALLS, 10, lease);
      assertThat(row().state()).isEqualTo(fate);
      assertThat(row().error()).isEqualTo(fate == State.DROPPED ? null : "because");
    }
    assertThat(row().attempts()).isEqualTo(2);
    for (State none : List.of(State.PLANNED, State.DROP_SENT)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ledger.fate(row(), none, null, NO_CALLS, 10, lease));
    }
  }

  @Test
  void whoLostTheLeaseToAnotherChangesNothing() {
    freeze("january");
    Lease lost = lease();
    repository.database().takeOverLeases();
    LedgerRow before = row();

    assertLost(() -> ledger.released(before, NO_CALLS, 8, lost));
    assertLost(() -> ledger.dropping(before, NO_CALLS, 8, lost));
    assertLost(() -> ledger.undecided(before, "late", NO_CALLS, 8, lost));
    assertLost(() -> ledger.fate(before, State.DROPPED, null, NO_CALLS, 8, lost));

    assertThat(row()).isEqualTo(before);
  }

  @Test
  void aDropNeedsALeaseThatHasNotRunOutWhileWhatHappenedMayStillBeWritten() {
    freeze("january");
    Lease lease = lease();
    ledger.dropping(row(), NO_CALLS, 8, lease);
    repository.database().expireLeases();

    assertLost(() -> ledger.dropping(row(), NO_CALLS, 8, lease));
    assertThat(row().attempts()).isEqualTo(1);

    ledger.fate(row(), State.DROPPED, null, NO_CALLS, 8, lease);
    assertThat(row().state()).isEqualTo(State.DROPPED);
  }

  @Test
  void longTextsAreCutToWhatTheTablesHold() {
    String endless = "x".repeat(998) + "😀".repeat(2000);
    Plan plan = plan("january", "november");
    plans.refuse(RUN, plan, 7, endless, endless, lease());
    assertThat(plans.find(RUN).orElseThrow().refusedBy()).hasSizeLessThanOrEqualTo(1000);
    plans.freeze(RUN, plan, NOTHING, Map.of(), 7, endless, endless, null, lease());
    Lease lease = lease();

    ledger.undecided(row(), endless, NO_CALLS, 8, lease);
    assertThat(row().error()).startsWith("xxx").endsWith("…").hasSizeLessThanOrEqualTo(1000);
    ledger.fate(row(), State.FAILED, "y".repeat(1000), NO_CALLS, 8, lease);
    assertThat(row().error()).as("just fits").isEqualTo("y".repeat(1000));
  }

  @Test
  void whatWasSentIsKeptWithTheRowsNextWrite() {
    freeze("january");
    Lease lease = lease();
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

    ledger.dropping(row(), List.of(refused), 8, lease);
    ledger.fate(row(), State.DROPPED, null, List.of(silent), 9, lease);

    List<SentCall> kept = repository.sentCalls().of(RUN).getOrDefault(row().id(), List.of());
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).message()).startsWith("zzz").hasSize(1000);
    assertThat(kept.get(0)).usingRecursiveComparison().ignoringFields("message").isEqualTo(refused);
    assertThat(kept.get(1)).isEqualTo(silent);

    repository.database().takeOverLeases();
    assertLost(() -> ledger.released(row(), List.of(silent), 9, lease));
    assertThat(repository.sentCalls().of(RUN).get(row().id())).as("not written").hasSize(2);
  }

  private LedgerRow row() {
    List<LedgerRow> rows = ledger.rows(RUN);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private Lease lease() {
    if (held == null) {
      held = repository.leases().take("nightly", "a", Duration.ofSeconds(30)).orElseThrow();
    }
    return held;
  }

  /** With november beside it, since the newest period always stays. */
  private void freeze(String partition) {
    plans.freeze(RUN, plan(partition, "november"), NOTHING, Map.of(), 7, "", "", null, lease());
  }

  private static Plan plan(String... partitions) {
    Listing listing =
        new Listing("prod", "default", "docs", "447", false, false, List.of(partitions));
    return new Plan(
        POLICY,
        AS_OF,
        Verdicts.decide(
            POLICY, List.of(POLICY), AS_OF, Repository.CLOCK.instant(), List.of(listing)));
  }

  private static void assertLost(ThrowingCallable write) {
    assertThatExceptionOfType(LeaseLost.class).isThrownBy(write);
  }
}

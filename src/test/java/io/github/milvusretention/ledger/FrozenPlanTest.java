package io.github.milvusretention.ledger;

import static io.github.milvusretention.ledger.LedgerSetup.AS_OF;
import static io.github.milvusretention.ledger.LedgerSetup.NOTHING;
import static io.github.milvusretention.ledger.LedgerSetup.NO_CALLS;
import static io.github.milvusretention.ledger.LedgerSetup.POLICY;
import static io.github.milvusretention.ledger.LedgerSetup.RUN;
import static io.github.milvusretention.ledger.LedgerSetup.entry;
import static io.github.milvusretention.ledger.LedgerSetup.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.ledger.plans.Acceptance;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.run.RunKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/** Plans that are frozen, with a row for each of their partitions, or refused. */
@EveryDatabase
class FrozenPlanTest {
  private final LedgerSetup setup;
  private final Plans plans;
  private final Ledger ledger;

  FrozenPlanTest(Databases database, @TempDir Path directory) {
    setup = new LedgerSetup(database, directory);
    plans = setup.plans;
    ledger = setup.ledger;
  }

  @Test
  void freezingAPlanWritesItsExpiredPartitionsOldestFirst() {
    Plan plan = plan("march", "november", "january", "february", "_default");
    Decision january = plan.expired().get(0);

    plans.freeze(entry(plan, "", ""), NOTHING, Map.of(january, 42L), null, setup.by(7), () -> {});

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
        entry(plan, "", ""),
        NOTHING,
        Map.of(plan.expired().get(2000), 7L),
        null,
        setup.by(7),
        () -> {});

    List<LedgerRow> rows = ledger.rows(RUN);
    assertThat(rows)
        .extracting(LedgerRow::address)
        .isEqualTo(plan.expired().stream().map(Decision::address).toList())
        .hasSize(2500);
    assertThat(rows.get(2000).rows()).isEqualTo(7);
  }

  @Test
  void aFrozenPlanIsNeverReplaced() {
    setup.freeze("january");
    List<LedgerRow> before = ledger.rows(RUN);
    Plan larger = plan("january", "february", "november");

    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(
            () ->
                plans.freeze(
                    entry(larger, "", ""), NOTHING, Map.of(), null, setup.by(8), () -> {}));
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> plans.refuse(entry(larger, "max-drops", ""), setup.by(8), () -> {}));

    assertThat(ledger.rows(RUN)).isEqualTo(before);
    assertThat(plans.find(RUN).orElseThrow().executionId()).isEqualTo(7);
  }

  @Test
  void aRefusedPlanIsReplacedAndItsAcceptanceIsRemembered() {
    Plan plan = plan("january", "november");
    plans.refuse(entry(plan, "max-drops", "not read"), setup.by(7), () -> {});

    assertThat(ledger.rows(RUN)).isEmpty();
    PlanRecord refused = plans.find(RUN).orElseThrow();
    assertThat(refused.frozen()).isFalse();
    assertThat(refused.refusedBy()).isEqualTo("max-drops");
    assertThat(refused.unreadable()).isEqualTo("not read");
    assertThat(refused.acceptedBy()).isNull();

    Acceptance yes = new Acceptance(plan.digest(), "ann@desk", "checked by hand");
    plans.freeze(entry(plan, "max-drops", ""), NOTHING, Map.of(), yes, setup.by(8), () -> {});

    assertThat(ledger.rows(RUN)).hasSize(1);
    assertThat(plans.find(RUN).orElseThrow().acceptedBy()).isEqualTo("ann@desk");
    assertThat(plans.acceptedElsewhere(plan.digest(), RUN)).as("this very run").isEmpty();
    RunKey next = new RunKey("nightly", AS_OF, 2);
    assertThat(plans.acceptedElsewhere(plan.digest(), new RunKey("other", AS_OF, 1))).hasValue(RUN);
    assertThat(plans.acceptedElsewhere(plan.digest(), next)).as("no drop was sent").isEmpty();
    ledger.writeIntent(setup.row(), NO_CALLS, setup.by(8));
    assertThat(plans.acceptedElsewhere(plan.digest(), next)).hasValue(RUN);
    assertThat(plans.acceptedElsewhere("sha256:other", new RunKey("nightly", AS_OF, 2))).isEmpty();
  }

  @Test
  void longTextsAreCutToWhatTheTablesHold() {
    String endless = "x".repeat(998) + "😀".repeat(2000);
    Plan plan = plan("january", "november");
    plans.refuse(entry(plan, endless, endless), setup.by(7), () -> {});
    assertThat(plans.find(RUN).orElseThrow().refusedBy()).hasSizeLessThanOrEqualTo(1000);
    plans.freeze(entry(plan, endless, endless), NOTHING, Map.of(), null, setup.by(7), () -> {});

    setup.writeResult(setup.row(), State.DROP_SENT, endless, NO_CALLS, setup.by(8));
    assertThat(setup.row().error()).startsWith("xxx").endsWith("…").hasSizeLessThanOrEqualTo(1000);
    setup.writeResult(setup.row(), State.FAILED, "y".repeat(1000), NO_CALLS, setup.by(8));
    assertThat(setup.row().error()).as("just fits").isEqualTo("y".repeat(1000));
  }
}

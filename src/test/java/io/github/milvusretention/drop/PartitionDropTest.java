package io.github.milvusretention.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Share;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.sandbox.DdlLimit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds when a release or drop is sent, however long it took to get there. */
class PartitionDropTest {
  private static final String DB = "default";
  private static final String DROP = "partitions/drop";
  private static final String RELEASE = "partitions/release";
  private static final List<String> EXPIRED =
      List.of("2026_01", "2026_02", "2026_03", "2026_04", "2026_05", "2026_06");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
  private static final Policy POLICY =
      new Policy(
          "nightly",
          "local",
          Glob.of(DB),
          List.of(Glob.of("*")),
          List.of(),
          List.of(NamePattern.of("uuuu_MM", Locale.ENGLISH)),
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

  private final Sandbox sandbox = Sandbox.builder().start();
  private final FastForward time = FastForward.standing();
  private final MachineClocks clocks =
      new MachineClocks(time::nanos, () -> Duration.ofNanos(time.nanos()).toMillis());
  private final Milvus milvus =
      MilvusClient.connect(
          new Cluster(
              "local",
              sandbox.uri(),
              Token.NONE,
              Duration.ofSeconds(5),
              5,
              8,
              Duration.ofSeconds(60),
              null,
              false),
          time,
          CLOCK,
          null);
  private final LiveCollection live = new LiveCollection(milvus, DB, "docs", clocks);
  private final LeasedLedger ledger = mock(LeasedLedger.class);
  private final Circuit circuit = new Circuit();
  private final Map<CrashPoint, Runnable> at = new EnumMap<>(CrashPoint.class);
  private final PartitionLook look =
      new PartitionLook(
          live, new Eligibility(POLICY, List.of(POLICY), AsOf.parse("2026-11-24"), CLOCK), ledger);
  private volatile boolean stopping;
  private final Pause pause = new Pause(time, () -> stopping);
  private final PartitionDrop partition =
      new PartitionDrop(
          milvus,
          live,
          look,
          new SendGate(milvus, look, ledger, circuit, () -> stopping, pause),
          ledger,
          pause,
          point -> at.getOrDefault(point, () -> {}).run());

  private long collectionId;

  @BeforeEach
  void sixExpiredPartitions() {
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", EXPIRED.toArray(String[]::new));
    sandbox.createPartitions(DB, "docs", "2026_11");
    sandbox.clearCalls();
    collectionId = sandbox.collectionId(DB, "docs");
  }

  @AfterEach
  void stop() {
    milvus.close();
    sandbox.close();
  }

  private LedgerRow row(String name, State state, boolean released) {
    String month = name.replace('_', '-');
    String next = month.substring(0, 5) + "0" + (Integer.parseInt(month.substring(5)) + 1);
    return new LedgerRow(
        1,
        new Address("local", DB, "docs", name),
        String.valueOf(collectionId),
        month + "-01T00:00Z",
        next + "-01T00:00Z",
        null,
        new LedgerRow.Progress(state, released, 0, null, 1, CLOCK.instant()));
  }

  private LedgerRow planned(String name) {
    return row(name, State.PLANNED, false);
  }

  private void stallAt(CrashPoint point, Runnable meanwhile) {
    at.put(
        point,
        () -> {
          at.remove(point);
          meanwhile.run();
          time.pass(Duration.ofMinutes(2));
        });
  }

  private void nothingWasSent() {
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Test
  void anUndisturbedPartitionIsDroppedByOneLook() {
    assertThat(partition.drop(planned("2026_01"))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo("collections/describe")).hasSize(1);
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
    verify(ledger, never()).withdrawIntent(any(), any());
  }

  @Test
  void aCollectionReCreatedWhileTheIntentIsWrittenLosesNothing() {
    LedgerRow row = planned("2026_01");
    stallAt(CrashPoint.INTENT_WRITTEN, () -> sandbox.recreateCollection(DB, "docs"));

    DropResult result = partition.drop(row);

    assertThat(result.state()).isEqualTo(State.SKIPPED);
    assertThat(result.why()).contains("re-created after the plan");
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void aPartitionThatVanishesWhileTheIntentIsWrittenIsNotOurDrop() {
    LedgerRow row = planned("2026_01");
    stallAt(CrashPoint.INTENT_WRITTEN, () -> sandbox.dropPartitions(DB, "docs", "2026_01"));

    assertThat(partition.drop(row)).isEqualTo(DropResult.absent());
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.PLANNED);
  }

  @Test
  void aCollectionThatVanishesWhileTheIntentIsWrittenIsAbsent() {
    stallAt(CrashPoint.INTENT_WRITTEN, () -> sandbox.dropCollection(DB, "docs"));

    assertThat(partition.drop(planned("2026_01"))).isEqualTo(DropResult.COLLECTION_GONE);
    nothingWasSent();
  }

  @Test
  void aStallInWhichNothingHappenedCostsAnotherLookAlone() {
    stallAt(CrashPoint.INTENT_WRITTEN, () -> {});

    assertThat(partition.drop(planned("2026_01"))).isEqualTo(DropResult.DROPPED);
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

    assertThat(partition.drop(planned("2026_01")).state()).isEqualTo(State.SKIPPED);
    nothingWasSent();
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

    assertThat(partition.drop(planned("2026_01")).state()).isEqualTo(State.SKIPPED);
    nothingWasSent();
    verify(ledger, never()).writeIntent(any());
  }

  @Test
  void aStopWhileTheIntentIsWrittenLeavesTheRowAsItWas() {
    LedgerRow row = row("2026_01", State.FAILED, false);
    stallAt(CrashPoint.INTENT_WRITTEN, () -> stopping = true);

    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(() -> partition.drop(row))
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.STOPPED));
    nothingWasSent();
    verify(ledger).withdrawIntent(row, State.FAILED);
  }

  @Test
  void aStopLeavesARowUndecidedWhoseEarlierDropIs() {
    LedgerRow row = row("2026_01", State.DROP_SENT, false);
    stallAt(CrashPoint.INTENT_WRITTEN, () -> stopping = true);

    assertThatExceptionOfType(RunFailure.class).isThrownBy(() -> partition.drop(row));
    verify(ledger).withdrawIntent(row, State.DROP_SENT);
  }

  @Test
  void aLeaseLostWhileTheIntentIsWrittenSendsNothing() {
    doThrow(new LeaseLost(new Lease("nightly", "a", 1))).when(ledger).checkMaySend();

    assertThatExceptionOfType(LeaseLost.class).isThrownBy(() -> partition.drop(planned("2026_01")));
    nothingWasSent();
  }

  @Test
  void aServerTooSlowToDescribeTheCollectionDropsNothing() {
    sandbox
        .on("collections/describe")
        .react(Reaction.honest().before(call -> time.pass(Duration.ofMillis(1_100))));

    DropResult result = partition.drop(planned("2026_01"));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.why()).contains("too long to be sure of it; nothing was sent");
    nothingWasSent();
    assertThat(sandbox.callsTo("collections/describe").size()).isLessThan(20);
  }

  @Test
  void underALimitOfOneCallInTwoSecondsEverythingIsDroppedAndNothingReleasedTwice() {
    EXPIRED.forEach(name -> sandbox.load(DB, "docs", name));
    new DdlLimit(0.5, time::nanos).on(sandbox);

    for (String name : EXPIRED) {
      assertThat(partition.drop(planned(name))).isEqualTo(DropResult.DROPPED);
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

    assertThat(partition.drop(planned("2026_01"))).isEqualTo(DropResult.DROPPED);

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

    assertThat(partition.drop(planned("2026_01"))).isEqualTo(DropResult.DROPPED);

    assertThat(sandbox.callsTo(RELEASE)).hasSize(2);
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
  }

  @Test
  void whatAnEarlierRunReleasedIsReleasedAgainOnlyIfItWasLoadedSince() {
    sandbox.load(DB, "docs", "2026_02");
    assertThat(partition.drop(row("2026_01", State.FAILED, true))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();

    assertThat(partition.drop(row("2026_02", State.FAILED, true))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
  }

  @Test
  void aLoadStateThatCannotBeReadIsNoReasonToFail() {
    sandbox.load(DB, "docs", "2026_02");
    sandbox.on("collections/get_load_state").react(Reaction.forbidden("PrivilegeGetLoadState"));

    assertThat(partition.drop(row("2026_01", State.FAILED, true))).isEqualTo(DropResult.DROPPED);
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
  }
}

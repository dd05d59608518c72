package io.github.milvusretention.drop;

import static org.mockito.Mockito.mock;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.drop.gate.Circuit;
import io.github.milvusretention.drop.gate.ClockCheck;
import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropCalls;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.drop.gate.Eligibility;
import io.github.milvusretention.drop.gate.FirstReading;
import io.github.milvusretention.drop.gate.HoldCheck;
import io.github.milvusretention.drop.gate.LaterDrops;
import io.github.milvusretention.drop.gate.PartitionLook;
import io.github.milvusretention.drop.gate.SendGate;
import io.github.milvusretention.drop.gate.StillReleased;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.HoldsInForce;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One collection with six expired partitions on a sandbox, and what drops them, in virtual time.
 */
final class DropSetup implements AutoCloseable {
  static final String DB = "default";
  static final String DROP = "partitions/drop";
  static final String RELEASE = "partitions/release";
  static final List<String> EXPIRED =
      List.of("2026_01", "2026_02", "2026_03", "2026_04", "2026_05", "2026_06");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
  private static final Policy POLICY =
      Given.patterns("uuuu_MM").cluster("local").keepNewest(1).policy();

  final Sandbox sandbox = Sandbox.builder().start();
  final FastForward time = FastForward.standing();
  Duration setForwardBy = Duration.ZERO;
  private final MachineClocks clocks =
      new MachineClocks(
          time::nanos, () -> Duration.ofNanos(time.nanos()).plus(setForwardBy).toMillis());
  final SettableClock server = new SettableClock("2026-11-24T10:00:00Z");
  final Milvus milvus =
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
              false,
              null),
          time,
          CLOCK,
          null,
          CallObserver.NONE);
  private final LiveCollection live = new LiveCollection(milvus, DB, "docs", clocks);
  final LeasedLedger ledger = mock(LeasedLedger.class);
  final Releases releases = mock(Releases.class);
  final Circuit circuit = new Circuit();
  private final ClockCheck clockCheck =
      new ClockCheck(
          new ClockWatch(clocks),
          milvus,
          DB,
          Duration.ofMinutes(5),
          new FirstReading(),
          () -> false,
          circuit::clockWasSet);
  private final Map<CrashPoint, Runnable> at = new EnumMap<>(CrashPoint.class);

  /** What is held now; may throw. */
  volatile Supplier<HoldsInForce> holds = () -> held(List.of());

  private final HoldCheck holdCheck = new HoldCheck(() -> holds.get(), circuit::holdsUnreadable);
  private final PartitionLook look =
      new PartitionLook(
          live,
          new Eligibility(POLICY, List.of(POLICY), AsOf.parse("2026-11-24"), CLOCK),
          holdCheck,
          new LaterDrops(ledger));
  volatile boolean stopping;
  private final Pause pause = new Pause(time, () -> stopping);
  private final DropCalls calls =
      new DropCalls(
          milvus,
          look,
          new StillReleased(milvus, releases, "server"),
          new SendGate(milvus, look, holdCheck, ledger, circuit, clockCheck, () -> stopping, pause),
          ledger,
          address -> {},
          this::reached);
  private final GraceRelease graceRelease = new GraceRelease(milvus, calls, pause, CLOCK);
  private final Confirmation confirmation = new Confirmation(live, pause, 8);
  final PartitionDrop partition =
      new PartitionDrop(
          milvus, live, look, calls, graceRelease, confirmation, pause, this::reached);
  final BatchDrop batches =
      new BatchDrop(live, look, calls, graceRelease, confirmation, partition, this::reached);

  private long collectionId;

  DropSetup() {
    sandbox.clock(server);
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", EXPIRED.toArray(String[]::new));
    sandbox.createPartitions(DB, "docs", "2026_11");
    sandbox.clearCalls();
    collectionId = sandbox.collectionId(DB, "docs");
  }

  @Override
  public void close() {
    milvus.close();
    sandbox.close();
  }

  /** From now on, partitions of these names are held. */
  void hold(String partitions) {
    Covers covers = new Covers(null, null, null, null, new NameGlob(partitions), null);
    HoldsInForce met =
        held(
            List.of(
                new Hold("7", Hold.Source.COMMAND, HoldKind.LEGAL, covers, "ada", "case", null)));
    holds = () -> met;
  }

  /** What a policy of this collection meets of holds that commands placed. */
  private static HoldsInForce held(List<Hold> placed) {
    return HoldsInForce.of(POLICY.name(), List.of(), placed, List.of(), CLOCK.instant(), "run");
  }

  private void reached(CrashPoint point) {
    at.getOrDefault(point, () -> {}).run();
  }

  DropResult drop(LedgerRow row) {
    return partition.drop(new DropAttempt(row));
  }

  LedgerRow row(String name, State state, boolean released) {
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

  LedgerRow planned(String name) {
    return row(name, State.PLANNED, false);
  }

  /** Each time that the point is reached. */
  void whenever(CrashPoint point, Runnable what) {
    at.put(point, what);
  }

  void stallAt(CrashPoint point, Runnable meanwhile) {
    at.put(
        point,
        () -> {
          at.remove(point);
          meanwhile.run();
          time.pass(Duration.ofMinutes(2));
        });
  }
}

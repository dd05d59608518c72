package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.drop.gate.ClockCheck;
import io.github.milvusretention.drop.gate.DropCalls;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.drop.gate.Eligibility;
import io.github.milvusretention.drop.gate.HoldCheck;
import io.github.milvusretention.drop.gate.LaterDrops;
import io.github.milvusretention.drop.gate.PartitionLook;
import io.github.milvusretention.drop.gate.PlannedCluster;
import io.github.milvusretention.drop.gate.SendGate;
import io.github.milvusretention.drop.gate.StillReleased;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;

/** Gives each collection of a run what it needs to drop its partitions. */
class CollectionDrops {
  private final Rules rules;
  private final Clusters clusters;
  private final Ledger ledger;
  private final Plans plans;
  private final Releases releases;
  private final Holds holds;
  private final Clock clock;
  private final ClockWatch watch;
  private final Sleeper sleeper;
  private final ApplicationEventPublisher events;
  private final CrashPoints crashPoints;

  CollectionDrops(
      Rules rules,
      Clusters clusters,
      Ledger ledger,
      Plans plans,
      Releases releases,
      Holds holds,
      Clock clock,
      ClockWatch watch,
      Sleeper sleeper,
      ApplicationEventPublisher events,
      CrashPoints crashPoints) {
    this.rules = rules;
    this.clusters = clusters;
    this.ledger = ledger;
    this.plans = plans;
    this.releases = releases;
    this.holds = holds;
    this.clock = clock;
    this.watch = watch;
    this.sleeper = sleeper;
    this.events = events;
    this.crashPoints = crashPoints;
  }

  /**
   * Throws {@link RunFailure} if the rules no longer have the cluster.
   *
   * @param one any of its partitions
   */
  CollectionDrop of(DropRun run, LedgerRow one) {
    Address any = one.address();
    Policy policy = rules.policy(run.key().policy());
    Milvus milvus = PlannedCluster.of(clusters, one);
    String server = Cluster.server(milvus.cluster().uri());
    LeasedLedger leased = ledger.leased(run.executionLease());
    LiveCollection live =
        new LiveCollection(milvus, any.database(), any.collection(), MachineClocks.REAL);
    HoldCheck held =
        new HoldCheck(() -> holds.of(policy, run.key()), run.circuit()::holdsUnreadable);
    PartitionLook look =
        new PartitionLook(
            live,
            new Eligibility(policy, rules.policies().values(), run.key().asOf(), clock),
            held,
            new LaterDrops(leased));
    ClockCheck clocks =
        new ClockCheck(
            watch,
            milvus,
            any.database(),
            rules.clockTolerance(),
            run.clusterClock(),
            () -> accepted(run.key()),
            run.circuit()::clockWasSet);
    Pause pause = new Pause(sleeper, () -> run.circuit().isOpen() || run.stopping());
    SendGate gate =
        new SendGate(milvus, look, held, leased, run.circuit(), clocks, run::stopping, pause);
    DropCalls calls =
        new DropCalls(
            milvus,
            look,
            new StillReleased(milvus, releases, server),
            gate,
            leased,
            address -> events.publishEvent(new DropBegins(run.key().policy(), address)),
            crashPoints);
    Confirmation confirmation = new Confirmation(live, pause, milvus.cluster().readConcurrency());
    GraceRelease graceRelease = new GraceRelease(milvus, calls, pause, clock);
    PartitionDrop partition =
        new PartitionDrop(
            milvus, live, look, calls, graceRelease, confirmation, pause, crashPoints);
    return new CollectionDrop(
        run,
        new BatchDrop(live, look, calls, graceRelease, confirmation, partition, crashPoints),
        action -> run.batch(policy.pace(), action, milvus.callsPerSecond()),
        leased,
        clocks,
        () -> Clusters.answers(milvus, any.database()),
        new UnansweredTime(System::nanoTime),
        server,
        (row, result) -> written(run, row, result));
  }

  private boolean accepted(RunKey run) {
    return plans.find(run).map(PlanRecord::acceptedBy).isPresent();
  }

  private void written(DropRun run, LedgerRow row, DropResult result) {
    crashPoints.reached(CrashPoint.RESULT_WRITTEN);
    events.publishEvent(
        new PartitionSettled(
            run.key().policy(),
            run.executionLease().executionId(),
            row.address(),
            result.state(),
            result.why()));
  }
}

package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.drop.gate.PlannedCluster;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RowResult;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops that earlier runs of the policy sent without learning whether they took effect. The server
 * is asked before a new plan is made, so that the result is written to the run that sent the drop.
 */
public final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private final Ledger ledger;
  private final Milvus milvus;
  private final ExecutionLease by;
  private final LeasedLedger leased;

  /**
   * @param by the execution that writes their results
   */
  public Leftovers(Ledger ledger, Milvus milvus, ExecutionLease by) {
    this.ledger = ledger;
    this.milvus = milvus;
    this.by = by;
    this.leased = ledger.leased(by);
  }

  /**
   * Writes the result of those whose partition is gone, or belongs to another collection.
   *
   * @param stopCheck called before each of them; throws if the run is to stop
   */
  public void settle(RunKey successor, Runnable stopCheck) {
    sentElsewhere(successor);
    for (LedgerRow row : undecided(successor)) {
      stopCheck.run();
      DropResult result = result(row);
      if (result != null) {
        write(row, result);
      }
    }
  }

  /** Settles those that the new plan contains; before it is frozen they must stay open. */
  public void handOver(RunKey successor) {
    Set<Address> planned =
        ledger.rows(successor).stream().map(LedgerRow::address).collect(Collectors.toSet());
    for (LedgerRow row : undecided(successor)) {
      if (planned.contains(row.address())) {
        String why = "its drop had no effect so far; left to the run " + successor;
        write(row, DropResult.skipped(why));
      }
    }
  }

  private void write(LedgerRow row, DropResult result) {
    leased.writeResults(List.of(new RowResult(row, result.state(), result.why())));
    if (result.state().settled()) {
      ResultLog.write(
          new PartitionSettled(
              by.lease().policy(), by.executionId(), row.address(), result.state(), result.why()));
    }
  }

  private List<LedgerRow> undecided(RunKey successor) {
    return ofCluster(successor).filter(row -> PlannedCluster.isOn(milvus, row)).toList();
  }

  /** Another server's answer says nothing of them, and must not keep a new plan from being made. */
  private void sentElsewhere(RunKey successor) {
    List<LedgerRow> elsewhere =
        ofCluster(successor).filter(row -> !PlannedCluster.isOn(milvus, row)).toList();
    if (!elsewhere.isEmpty()) {
      log.warn(
          "the drops of {} partitions were sent to {}, where the rules no longer have cluster {};"
              + " their results stay unknown",
          elsewhere.size(),
          elsewhere.get(0).server(),
          milvus.cluster().name());
    }
  }

  private Stream<LedgerRow> ofCluster(RunKey successor) {
    return ledger.undecided(successor).stream()
        .filter(row -> row.address().cluster().equals(milvus.cluster().name()));
  }

  /** Null if the partition still exists. */
  private @Nullable DropResult result(LedgerRow row) {
    LiveCollection live =
        new LiveCollection(
            milvus, row.address().database(), row.address().collection(), MachineClocks.REAL);
    try {
      return result(row, live);
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      // One collection that cannot be read must not hide the others; the next plan asks again.
      log.warn("the result of the drop of {} is still unknown: {}", row.address(), e.getMessage());
      return DropResult.undecided(e.getMessage(), e.outcome());
    }
  }

  private static @Nullable DropResult result(LedgerRow row, LiveCollection live) {
    try {
      Optional<DropResult> recreated = DropResult.ifRecreated(row, live.info().id());
      if (recreated.isPresent()) {
        return recreated.get();
      }
      if (!live.gone(row.address().partition())) {
        return null;
      }
      return live.collectionGone() ? DropResult.COLLECTION_GONE : DropResult.DROPPED;
    } catch (MilvusException e) {
      if (e.outcome().collectionMissing() && live.confirmedGone()) {
        return DropResult.COLLECTION_GONE;
      }
      throw e;
    }
  }
}

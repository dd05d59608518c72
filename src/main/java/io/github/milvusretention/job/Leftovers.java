package io.github.milvusretention.job;

import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RunKey;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops that earlier runs of the policy sent without learning what came of them. Before a new plan
 * is made the server is asked, so that every tombstone is written by the run that dropped.
 */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private final Ledger ledger;
  private final Milvus milvus;
  private final LeasedLedger leased;

  Leftovers(Ledger ledger, Milvus milvus, LeasedLedger leased) {
    this.ledger = ledger;
    this.milvus = milvus;
    this.leased = leased;
  }

  void settle(RunKey successor) {
    for (LedgerRow row : ledger.undecided(successor)) {
      if (row.address().cluster().equals(milvus.cluster().name())) {
        leased.write(row, fate(row, successor));
      }
    }
  }

  private Fate fate(LedgerRow row, RunKey successor) {
    LiveCollection live =
        new LiveCollection(
            milvus, row.address().database(), row.address().collection(), MachineClocks.REAL);
    try {
      Optional<Fate> newcomer = PartitionDrop.anotherCollection(row, live.info().id());
      if (newcomer.isPresent()) {
        return newcomer.get();
      }
      return live.gone(row.address().partition()) ? Fate.DROPPED : leftTo(successor);
    } catch (MilvusException e) {
      if (LiveCollection.absent(e) && live.confirmedGone()) {
        return Fate.DROPPED;
      }
      if (e.outcome() == Outcome.UNREACHABLE || e.outcome() == Outcome.UNAUTHENTICATED) {
        throw e;
      }
      // One collection that cannot be read must not hide the others; it is asked for again.
      log.warn("what became of the drop of {} is still unknown: {}", row.address(), e.getMessage());
      return Fate.undecided(e.getMessage(), e.outcome());
    }
  }

  private static Fate leftTo(RunKey successor) {
    return Fate.skipped("its drop had no effect; left to the run " + successor);
  }
}

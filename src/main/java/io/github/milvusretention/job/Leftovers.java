package io.github.milvusretention.job;

import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RunKey;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Listing;

/**
 * Drops that earlier runs of the policy sent without learning what came of them. Before a new plan
 * is made the server is asked, so that every tombstone is written by the run that dropped.
 */
final class Leftovers {
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
        leased.write(row, gone(row) ? Fate.DROPPED : leftTo(successor));
      }
    }
  }

  private boolean gone(LedgerRow row) {
    LiveCollection live =
        new LiveCollection(
            milvus, row.address().database(), row.address().collection(), MachineClocks.REAL);
    try {
      Listing listing = live.listing();
      return !listing.id().equals(row.collectionId()) || live.gone(row.address().partition());
    } catch (MilvusException e) {
      if (LiveCollection.absent(e) && live.confirmedGone()) {
        return true;
      }
      throw e;
    }
  }

  private static Fate leftTo(RunKey successor) {
    return Fate.skipped("its drop had no effect; left to the run " + successor);
  }
}

package io.github.milvusretention.run;

import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.Leases;

/** Whether a run was asked to stop: by a signal to its process, or through its lease. */
public class StopRequests {
  private final StopSignal signal;
  private final Leases leases;

  StopRequests(StopSignal signal, Leases leases) {
    this.signal = signal;
    this.leases = leases;
  }

  /** Asks the database, unless the process was told. */
  public boolean requested(Lease lease) {
    return signal.requested() || leases.stopRequested(lease);
  }
}

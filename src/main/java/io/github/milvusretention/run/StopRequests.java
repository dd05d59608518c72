package io.github.milvusretention.run;

import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;

/** Tells whether a run was asked to stop: by a signal to its process, or through its lease. */
public class StopRequests {
  private final StopSignal signal;
  private final Leases leases;

  StopRequests(StopSignal signal, Leases leases) {
    this.signal = signal;
    this.leases = leases;
  }

  /** For the run that works under this very lease. */
  public RunStop of(Lease lease) {
    return new RunStop(signal, () -> leases.stopRequested(lease), MachineClocks.REAL);
  }
}

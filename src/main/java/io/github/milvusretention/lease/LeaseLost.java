package io.github.milvusretention.lease;

/** The run no longer holds its policy's lease and must change nothing more. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLost(Lease lease) {
    super(
        "the lease of policy "
            + lease.policy()
            + " (number "
            + lease.fence()
            + ") expired or was taken over; this run stops, and the new holder of the lease"
            + " continues it");
  }
}

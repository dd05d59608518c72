package io.github.milvusretention.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets this process work under the lease of a policy. */
public final class PolicyLeases {
  private static final Logger log = LoggerFactory.getLogger(PolicyLeases.class);

  private final Leases leases;
  private final LeaseOwner owner;
  private final Duration length;

  public PolicyLeases(Leases leases, LeaseOwner owner, Duration length) {
    this.leases = leases;
    this.owner = owner;
    this.length = length;
  }

  /**
   * Takes the policy's lease, keeps it while the work is done, and releases it. Empty, and nothing
   * is done, if another holds the lease.
   */
  public <T> Optional<T> with(String policy, Function<Lease, T> work) {
    Optional<Lease> lease = leases.take(policy, owner.name(), length);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    try (HeldLease held =
        new HeldLease(
            leases,
            lease.get(),
            length,
            () -> log.warn("the lease of {} was taken over; this run will stop", policy))) {
      return Optional.of(work.apply(lease.get()));
    }
  }

  /** The live holder, if there is one. */
  public Optional<LeaseHolder> holder(String policy) {
    return leases.holder(policy);
  }

  /** This process, as it signs its leases. */
  public LeaseOwner owner() {
    return owner;
  }
}

package io.github.milvusretention.lease;

import io.github.milvusretention.database.ShortTransaction;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One holder per policy. Every comparison of times is made by the database, so that the clocks of
 * two machines never matter. Lock libraries (ShedLock, Spring Integration's registry) were not used
 * because neither hands out a growing number that a later write can be checked against.
 */
public class Leases {
  private static final String NOW_PLUS =
      "CURRENT_TIMESTAMP + CAST(:seconds AS INTEGER) * INTERVAL '1' SECOND";

  /**
   * A lease ends by its own length from now at the latest, or it was written while the database's
   * clock was wrong. Twice the length, so that a live one outlasts a clock that is set back a
   * little until it is renewed. Rows of earlier versions do not know theirs, which was an hour at
   * most.
   */
  private static final String LATEST =
      "CURRENT_TIMESTAMP + 2 * COALESCE(length_seconds, 3600) * INTERVAL '1' SECOND";

  private static final String ALIVE = " expires_at > CURRENT_TIMESTAMP AND expires_at <= " + LATEST;

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  public Leases(JdbcClient jdbc, ShortTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Takes the lease if it is free or has expired; empty if another holds it. */
  public Optional<Lease> take(String policy, String owner, Duration length) {
    Optional<Lease> taken = transaction.execute(status -> takeOver(policy, owner, length));
    if (taken != null && taken.isPresent()) {
      return taken;
    }
    try {
      return insert(policy, owner, length)
          ? Optional.of(new Lease(policy, owner, 1))
          : Optional.empty();
    } catch (DuplicateKeyException heldByAnother) {
      return Optional.empty();
    }
  }

  private Optional<Lease> takeOver(String policy, String owner, Duration length) {
    int rows =
        jdbc.sql(
                "UPDATE retention_lease SET owner = :owner, fence = fence + 1, stop_requested ="
                    + " FALSE, expires_at = "
                    + NOW_PLUS
                    + ", length_seconds = :seconds WHERE policy = :policy AND NOT ("
                    + ALIVE
                    + ")")
            .param("owner", owner)
            .param("seconds", length.toSeconds())
            .param("policy", policy)
            .update();
    return rows == 0
        ? Optional.empty()
        : jdbc.sql("SELECT fence FROM retention_lease WHERE policy = :policy")
            .param("policy", policy)
            .query(Long.class)
            .optional()
            .map(fence -> new Lease(policy, owner, fence));
  }

  private boolean insert(String policy, String owner, Duration length) {
    Integer rows =
        transaction.execute(
            status ->
                jdbc.sql(
                        "INSERT INTO retention_lease (policy, owner, fence, expires_at,"
                            + " length_seconds) VALUES (:policy, :owner, 1, "
                            + NOW_PLUS
                            + ", :seconds)")
                    .param("policy", policy)
                    .param("owner", owner)
                    .param("seconds", length.toSeconds())
                    .update());
    return rows != null && rows == 1;
  }

  /** False if another has taken the lease; one that has only expired is prolonged. */
  public boolean renew(Lease lease, Duration length) {
    Integer rows =
        transaction.execute(
            status ->
                jdbc.sql(
                        "UPDATE retention_lease SET expires_at = "
                            + NOW_PLUS
                            + ", length_seconds = :seconds WHERE policy = :policy AND fence = :fence")
                    .param("seconds", length.toSeconds())
                    .param("policy", lease.policy())
                    .param("fence", lease.fence())
                    .update());
    return rows != null && rows == 1;
  }

  /** Releases the lease. The row stays, for its fence. */
  public void release(Lease lease) {
    renew(lease, Duration.ZERO);
  }

  /** Throws {@link LeaseLost} unless the lease is ours and has not expired. */
  public void check(Lease lease) {
    remaining(lease);
  }

  /** How long the lease is valid if it is not renewed; throws {@link LeaseLost} if it is not. */
  public Duration remaining(Lease lease) {
    return holder(lease.policy())
        .filter(holder -> holder.fence() == lease.fence())
        .map(LeaseHolder::remaining)
        .orElseThrow(() -> new LeaseLost(lease));
  }

  /**
   * Asks the holder of this very lease to stop after the partition in hand; false if it was asked
   * already, has expired or was taken over. Of many at the same moment, one has asked.
   *
   * @param also done in the same transaction, if it was asked
   */
  public boolean requestStop(Lease lease, Runnable also) {
    Boolean asked =
        transaction.execute(
            status -> {
              int rows =
                  jdbc.sql(
                          "UPDATE retention_lease SET stop_requested = TRUE"
                              + " WHERE policy = :policy AND fence = :fence"
                              + " AND NOT stop_requested AND"
                              + ALIVE)
                      .param("policy", lease.policy())
                      .param("fence", lease.fence())
                      .update();
              if (rows == 1) {
                also.run();
              }
              return rows == 1;
            });
    return Boolean.TRUE.equals(asked);
  }

  /** Whether somebody asked the holder of this very lease to stop. */
  public boolean stopRequested(Lease lease) {
    return holder(lease.policy())
        .filter(holder -> holder.fence() == lease.fence())
        .map(LeaseHolder::stopRequested)
        .orElse(false);
  }

  /** The live holder, if there is one. */
  public Optional<LeaseHolder> holder(String policy) {
    Optional<LeaseHolder> holder =
        transaction.execute(
            status ->
                jdbc.sql(
                        "SELECT owner, fence, expires_at, CURRENT_TIMESTAMP AS asked_at,"
                            + " stop_requested FROM retention_lease WHERE policy = :policy AND"
                            + ALIVE)
                    .param("policy", policy)
                    .query(
                        (row, n) ->
                            new LeaseHolder(
                                row.getString("owner"),
                                row.getLong("fence"),
                                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                                row.getBoolean("stop_requested")))
                    .optional());
    return holder == null ? Optional.empty() : holder;
  }
}

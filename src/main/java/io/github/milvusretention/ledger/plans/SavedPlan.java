package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.period.AsOf;
import java.time.Instant;
import java.util.List;

/**
 * A plan that may be accepted: one that a guard refused, or one that a person saved.
 *
 * @param madeAt when it was last made and shown
 * @param savedBy a user at a machine, a schedule, or a daemon
 * @param rules a digest of the value of each key, one a line
 * @param partitions those that were due
 */
public record SavedPlan(
    String policy,
    AsOf asOf,
    String digest,
    Instant madeAt,
    String savedBy,
    String rules,
    List<Due> partitions) {
  public SavedPlan {
    partitions = List.copyOf(partitions);
  }

  /** A partition that was due, of the collection with that id. */
  public record Due(String database, String collection, String id, String partition) {
    @Override
    public String toString() {
      return database + "." + collection + "/" + partition;
    }
  }
}

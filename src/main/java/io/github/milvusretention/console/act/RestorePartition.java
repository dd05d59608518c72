package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.restore.PartitionName;
import io.github.milvusretention.restore.PartitionSearch;
import io.github.milvusretention.restore.Restore;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a partition again that a run released, after it was put on hold. */
public class RestorePartition {
  private static final Logger log = LoggerFactory.getLogger(RestorePartition.class);

  private final Rules rules;
  private final PartitionSearch search;
  private final Restore restore;
  private final Background background;
  private final Refusals refusals;

  RestorePartition(
      Rules rules,
      PartitionSearch search,
      Restore restore,
      Background background,
      Refusals refusals) {
    this.rules = rules;
    this.search = search;
    this.restore = restore;
    this.background = background;
    this.refusals = refusals;
  }

  /**
   * A partition as a person names it.
   *
   * @param policy that selects its collection
   */
  public record Named(String policy, String database, String collection, String partition) {}

  /**
   * Begins it, and returns what is restored: it may take minutes, and the audit has its outcome.
   * Throws {@link NotDone}, {@link RuleException} for a partition that is not there, and {@link
   * RunFailure} if the cluster cannot be asked.
   */
  public Address start(Actor actor, Named named, String reason) {
    String why = Refusals.reason(reason);
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.RESTORE,
            new Target(
                "partition "
                    + named.database()
                    + "."
                    + named.collection()
                    + "/"
                    + named.partition(),
                named.policy()),
            why,
            Outcome.REFUSED,
            "");
    refusals.check(entry, Role.OPERATOR);
    Address address = find(named);
    try {
      background.start(() -> load(address, actor, why));
    } catch (RejectedExecutionException e) {
      throw refusals.conflict(
          entry,
          "too much that was started here is in progress, or this process ends; nothing was"
              + " restored",
          null);
    }
    return address;
  }

  private Address find(Named named) {
    Policy policy = rules.policies().get(named.policy());
    if (policy == null) {
      throw new RuleException("policy", "is not one of the rules", "choose one of them");
    }
    List<Address> found;
    try {
      found =
          search.find(
              new PartitionName(named.database(), named.collection(), named.partition()),
              List.of(policy));
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
    if (found.isEmpty()) {
      throw new RuleException(
          "partition",
          "is in no collection of that name that the policy selects",
          "what was dropped cannot be restored");
    }
    return found.get(0);
  }

  private void load(Address address, Actor actor, String reason) {
    try {
      restore.load(
          address,
          actor,
          reason.isEmpty() ? "restored by hand" : reason,
          sentence -> log.info("restore: {}", sentence));
    } catch (RunFailure | MilvusException e) {
      // On record by then.
      log.error("restore: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("restore of {} failed unexpectedly", address, e);
    }
  }
}

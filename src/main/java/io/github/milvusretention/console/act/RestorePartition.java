package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.web.asking.RecentAnswers;
import io.github.milvusretention.console.web.asking.SlowAnswers;
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
import io.github.milvusretention.schedule.RulesInForce;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;

/** Loads a partition again that a run released, after it was put on hold. */
public class RestorePartition {
  private static final Logger log = LoggerFactory.getLogger(RestorePartition.class);

  /** How long a form waits for the cluster. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final int MOST = 100;

  private final Rules rules;
  private final PartitionSearch search;
  private final Restore restore;
  private final RulesInForce inForce;
  private final Background restoreThreads;
  private final Refusals refusals;
  private final SlowAnswers<Named, Address> found;
  private final Forms forms = new Forms();

  RestorePartition(
      Rules rules,
      PartitionSearch search,
      Restore restore,
      RulesInForce inForce,
      Background restoreThreads,
      Refusals refusals,
      Clock clock) {
    this.found = new SlowAnswers<>(clock, MOST, PATIENCE);
    this.rules = rules;
    this.search = search;
    this.restore = restore;
    this.inForce = inForce;
    this.restoreThreads = restoreThreads;
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
   * Not by rules that are no longer in the file: whoever asks may be gone from them. Throws {@link
   * NotDone}, {@link RuleException} for a partition that is not there, and {@link RunFailure} if
   * the cluster cannot be asked.
   *
   * @param form what the form carried; null for a program
   */
  public Address start(Actor actor, Named named, String reason, @Nullable String form) {
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
            reason,
            Outcome.REFUSED,
            "");
    refusals.check(entry, Role.OPERATOR);
    inForce
        .objection()
        .ifPresent(
            changed -> {
              throw refusals
                  .conflict(entry, "nothing was restored: " + changed, null)
                  .as(RunExit.LOCKED);
            });
    String why = refusals.reason(entry, reason);
    Address address =
        refusals
            .recorded(entry, () -> found.once(named, () -> find(named)))
            .map(RecentAnswers.Answer::value)
            .orElseThrow(
                () ->
                    refusals.slow(
                        entry,
                        "the cluster is still being asked; nothing was restored. Send the form"
                            + " again in a moment",
                        null));
    forms.once(
        key(actor, named, form),
        () -> begin(entry, address, why),
        earlier ->
            refusals.conflict(entry, "this form has begun a restore already", toOutcome(named)));
    return address;
  }

  /** Whether that form of theirs has begun the restore of that partition. */
  public boolean hasBegun(Actor actor, Named named, @Nullable String form) {
    return forms.isDone(key(actor, named, form));
  }

  private static @Nullable String key(Actor actor, Named named, @Nullable String form) {
    return Forms.key(form, actor, Act.RESTORE, named.toString());
  }

  private long begin(AuditEntry entry, Address address, String why) {
    try {
      restoreThreads.start(() -> load(address, entry.actor(), why));
      return 0;
    } catch (RejectedExecutionException e) {
      throw refusals.conflict(
          entry,
          "too much that was started here is in progress, or this process ends; nothing was"
              + " restored",
          null);
    }
  }

  private static Way toOutcome(Named named) {
    return new Way(
        UriComponentsBuilder.fromPath("/audit")
            .queryParam("act", "restore")
            .queryParam("q", "{partition}")
            .encode()
            .build(named.partition())
            .toString(),
        "Its outcome in the audit");
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

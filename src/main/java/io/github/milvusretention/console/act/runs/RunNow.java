package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.act.Refusals;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Runs a policy beside its schedule, which stays as it is. */
public class RunNow {
  private final Rules rules;
  private final Launches launches;
  private final Refusals refusals;
  private final Clock clock;

  RunNow(Rules rules, Launches launches, Refusals refusals, Clock clock) {
    this.rules = rules;
    this.launches = launches;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * What to run.
   *
   * @param asOf null for the present one
   * @param again whether a finished run of that as-of is repeated as a new attempt
   * @param countRows whether to ask how many rows the expired partitions have
   * @param reason may be empty
   */
  public record Wanted(
      String policy, @Nullable AsOf asOf, boolean again, boolean countRows, String reason) {}

  /**
   * What a page has shown.
   *
   * @param asOf the present one by then
   * @param again whether a finished run of that as-of is repeated as a new attempt
   * @param reason may be empty
   */
  public record Shown(String policy, String asOf, boolean again, String reason) {}

  /** Runs the as-of that was shown, if it is still the present one, as the other does. */
  public long start(Actor actor, Shown shown, @Nullable String form) {
    Policy policy = known(shown.policy());
    AuditEntry entry = entry(actor, shown.policy(), shown.reason());
    refusals.check(entry, Role.OPERATOR);
    AsOf now = policy.asOf(clock.instant());
    if (!now.toString().equals(shown.asOf())) {
      throw refusals.conflict(
          entry,
          "it is another as-of by now, " + now + ", than the page has named; nothing was started",
          new Way("/policies/" + policy.name() + "/run", "Run " + policy.name() + " now"));
    }
    return start(actor, new Wanted(policy.name(), now, shown.again(), true, shown.reason()), form);
  }

  /**
   * Returns the execution once it has begun. Throws {@link NotDone}, {@link NotThere} for a policy
   * that is not in the rules, and {@link RuleException} for a reason that is too long and an as-of
   * that is in the future.
   *
   * @param form what the form carried; null for a program
   */
  public long start(Actor actor, Wanted wanted, @Nullable String form) {
    String policy = wanted.policy();
    Policy known = known(policy);
    AuditEntry entry = entry(actor, policy, wanted.reason());
    refusals.check(entry, Role.OPERATOR);
    String why =
        refusals.recorded(
            entry,
            () -> {
              refuseFuture(known, wanted.asOf());
              return Refusals.reason(wanted.reason());
            });
    return launches.run(
        new RunRequest(
                policy,
                wanted.asOf(),
                wanted.again(),
                null,
                wanted.countRows(),
                new RunOrigin(Trigger.MANUAL, actor.requestedBy(), why))
            .by(actor),
        form);
  }

  private Policy known(String name) {
    Policy known = rules.policies().get(name);
    if (known == null) {
      throw NotThere.policy(name);
    }
    return known;
  }

  private static AuditEntry entry(Actor actor, String policy, String reason) {
    return new AuditEntry(
        actor, Act.RUN, new Target("policy " + policy, policy), reason, Outcome.REFUSED, "");
  }

  private void refuseFuture(Policy policy, @Nullable AsOf asOf) {
    if (asOf != null && asOf.isAfter(clock.instant(), policy.zone())) {
      throw new RuleException(
          "asOf",
          asOf + " is in the future in the zone " + policy.zone(),
          "a plan accepts a future date, a run does not");
    }
  }
}

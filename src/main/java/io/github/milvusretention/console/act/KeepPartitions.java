package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.HoldStore.Wanted;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.schedule.RulesInForce;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Places holds and lifts them. */
public class KeepPartitions {
  private final HoldStore holds;
  private final Rules rules;
  private final RulesInForce inForce;
  private final Refusals refusals;
  private final Forms forms = new Forms();

  KeepPartitions(HoldStore holds, Rules rules, RulesInForce inForce, Refusals refusals) {
    this.holds = holds;
    this.rules = rules;
    this.inForce = inForce;
    this.refusals = refusals;
  }

  /**
   * A hold as somebody asks for it.
   *
   * @param what as it was typed, for the audit
   * @param reason in the person's words
   * @param wanted reads it; throws {@link RuleException} for what is no hold
   */
  public record Asked(String what, String reason, Supplier<Wanted> wanted) {}

  /**
   * Places a hold, which counts from the next release or drop on, and returns its number. Throws
   * {@link NotDone}, and {@link RuleException} for values that are no hold.
   *
   * @param form what the form carried; null for a program
   */
  public long place(Actor actor, Asked asked, @Nullable String form) {
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.HOLD,
            new Target("a hold: " + asked.what(), null),
            asked.reason(),
            Outcome.REFUSED,
            "");
    refusals.check(entry, Role.OPERATOR);
    Wanted wanted = refusals.recorded(entry, () -> known(asked.wanted().get()));
    return forms.once(
        Forms.key(form, actor, Act.HOLD, ""),
        () -> Long.parseLong(holds.place(wanted, actor).hold().name()),
        earlier ->
            refusals.conflict(
                entry,
                "this form has placed hold " + earlier + " already",
                new Way("/holds", "Holds")));
  }

  private Wanted known(Wanted wanted) {
    refuseUnknown("policy", wanted.covers().policy(), rules.policies().keySet());
    refuseUnknown("cluster", wanted.covers().cluster(), rules.clusters().keySet());
    return wanted;
  }

  /** It would hold nothing, and its user would believe that it does. */
  private static void refuseUnknown(String what, @Nullable NameGlob glob, Set<String> names) {
    RuleException.check(
        glob == null || names.stream().anyMatch(glob::matches),
        what,
        glob + " matches no " + what + " of the rules",
        "there are " + names);
  }

  /**
   * Lifts a hold; a legal one only with a reason and for somebody else than who placed it. Not by
   * rules that are no longer in the file: whoever asks may be gone from them. Throws {@link
   * NotDone}, and {@link RuleException} if it may not be lifted or there is none.
   */
  public PlacedHold lift(Actor actor, long id, String why) {
    AuditEntry entry =
        new AuditEntry(actor, Act.LIFT, new Target("hold " + id, null), why, Outcome.REFUSED, "");
    refusals.check(entry, Role.OPERATOR);
    inForce
        .objection()
        .ifPresent(
            changed -> {
              throw refusals
                  .conflict(entry, "nothing was lifted: " + changed, null)
                  .as(RunExit.LOCKED);
            });
    refusals.recorded(
        entry,
        () -> {
          Storable.check("reason", why);
          return why;
        });
    return holds.lift(id, why, actor);
  }
}

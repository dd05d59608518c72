package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunOrigin;
import java.util.List;
import java.util.Optional;

/** Who may accept a plan: an approver who has not asked for what is accepted. */
public final class WhoMayAccept {
  private WhoMayAccept() {}

  /** Why that person, for whom the plan was made, cannot accept it now; empty if it can. */
  public static Optional<String> off(Actor actor, PlanToAccept plan) {
    if (!plan.waits()) {
      return Optional.of(
          "no guard refuses the plan any more, and nothing of it waits: a rerun continues the run");
    }
    if (plan.beyond() != null) {
      return Optional.of(plan.beyond());
    }
    if (plan.own() != null) {
      return Optional.of(plan.own());
    }
    return actor.roles().contains(Role.APPROVER.name())
        ? objectionTo(actor.requestedBy(), plan.starters())
        : Optional.of("it needs the role approver");
  }

  /** Why that person may not accept what these have started; empty if it may. */
  public static Optional<String> objectionTo(String person, List<String> starters) {
    return starters.stream()
        .filter(starter -> RunOrigin.user(starter).equals(RunOrigin.user(person)))
        .map(
            starter ->
                "the run was started by "
                    + starter
                    + ", who cannot accept it as well; somebody"
                    + " else must")
        .findFirst();
  }
}

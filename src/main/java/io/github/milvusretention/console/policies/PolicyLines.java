package io.github.milvusretention.console.policies;

import io.github.milvusretention.console.policies.PolicyLine.Overdue;
import io.github.milvusretention.console.policies.PolicyLine.Refused;
import io.github.milvusretention.console.policies.PolicyLine.Waits;
import io.github.milvusretention.console.runs.Runs;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.plans.LastPlan;
import io.github.milvusretention.ledger.plans.LastPlans;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.NextFirings;
import io.github.milvusretention.schedule.PolicyState.Problem;
import io.github.milvusretention.schedule.ScheduleHealthIndicator;
import io.github.milvusretention.text.Visible;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the policies of the rules are doing: the figures of the metrics, for people. */
class PolicyLines {
  private final Rules rules;
  private final Runs runs;
  private final LastPlans plans;
  private final NextFirings firings;
  private final ScheduleHealthIndicator health;
  private final Holds holds;
  private final Clock clock;

  PolicyLines(
      Rules rules,
      Runs runs,
      LastPlans plans,
      NextFirings firings,
      ScheduleHealthIndicator health,
      Holds holds,
      Clock clock) {
    this.rules = rules;
    this.runs = runs;
    this.plans = plans;
    this.firings = firings;
    this.health = health;
    this.holds = holds;
    this.clock = clock;
  }

  /** What the repository says of all policies at one moment, by their names. */
  private record Found(
      Instant now,
      Map<String, PastExecution> newest,
      Map<String, LastPlan> plans,
      Map<String, NextFirings.Firing> firings,
      Map<String, Problem> problems) {}

  /** In the order of the rules. */
  List<PolicyLine> all() {
    return lines(rules.policies().values());
  }

  PolicyLine of(Policy policy) {
    return lines(List.of(policy)).get(0);
  }

  private List<PolicyLine> lines(Iterable<Policy> policies) {
    Instant now = clock.instant();
    Found found =
        new Found(
            now,
            runs.newestByPolicy(),
            plans.all().stream()
                .collect(Collectors.toMap(plan -> plan.run().policy(), Function.identity())),
            firings.byPolicy(now),
            health.problems());
    List<PolicyLine> lines = new ArrayList<>();
    policies.forEach(policy -> lines.add(line(policy, found)));
    return lines;
  }

  private PolicyLine line(Policy policy, Found found) {
    PastExecution last = found.newest().get(policy.name());
    LastPlan plan = found.plans().get(policy.name());
    Problem problem = found.problems().get(policy.name());
    List<Hold> met = holds.of(policy, null).all().stream().map(InForce::hold).toList();
    return new PolicyLine(
        policy.name(),
        policy.scope().cluster(),
        policy.zone().getId(),
        last == null ? null : runs.line(last),
        last == null ? 0 : last.counts().own().failed(),
        last == null ? 0 : last.counts().own().left(),
        NextRun.of(policy, found.firings().get(policy.name()), found.now()),
        plan == null || plan.guards() == null || plan.guards().isEmpty()
            ? null
            : new Refused(plan.guards(), plan.executionId()),
        waits(plan),
        overdue(plan, policy),
        problem == null ? List.of() : List.of(Visible.line(problem.what() + ": " + problem.cure())),
        met.stream()
            .filter(hold -> hold.covers().pauses(policy.name()))
            .map(hold -> Visible.line(hold.toString()))
            .toList(),
        (int)
            met.stream()
                .filter(hold -> hold.covers().mayConcern(policy.name(), policy.scope()))
                .count());
  }

  private static @Nullable Waits waits(@Nullable LastPlan plan) {
    OptionalInt partitions =
        plan == null || !plan.frozen() ? OptionalInt.empty() : Waiting.told(plan.waiting());
    return plan == null || partitions.isEmpty()
        ? null
        : new Waits(partitions.getAsInt(), plan.executionId());
  }

  private @Nullable Overdue overdue(@Nullable LastPlan plan, Policy policy) {
    if (plan == null || plan.overdue() == null) {
      return null;
    }
    boolean any = plan.overdue() > 0;
    return new Overdue(
        plan.overdue(),
        Moment.of(plan.oldest(), policy.zone()),
        any ? plans.oldestLeft(plan).map(Visible::line).orElse(null) : null);
  }
}

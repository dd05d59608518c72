package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.plan.Accepting;
import io.github.milvusretention.cli.plan.PlanAnswer;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.web.asking.ClusterTurns;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A dry run, as {@code plan} tells it. */
@Controller
class PlanApi {
  private final ClusterTurns turns;
  private final Planner planner;
  private final AcceptCommand accept;
  private final Rules rules;
  private final Clock clock;

  PlanApi(ClusterTurns turns, Planner planner, AcceptCommand accept, Rules rules, Clock clock) {
    this.turns = turns;
    this.planner = planner;
    this.accept = accept;
    this.rules = rules;
    this.clock = clock;
  }

  @GetMapping(Operations.ROOT + "/plan")
  Answer plan(
      @RequestParam("policy") String policy,
      @RequestParam(name = "asOf", required = false) @Nullable String asOf,
      @RequestParam(name = "rows", defaultValue = "true") boolean rows) {
    Policy planned = PolicyOfRules.named(policy, rules);
    AsOf moment = asOf == null ? planned.asOf(clock.instant()) : AsOf.parse(asOf);
    return Answer.written(
        out -> {
          try (NameStore names = new NameStore()) {
            // Nothing is written before it is made, so that its failure is an error.
            ReviewedPlan made = turns.ask(() -> planner.plan(planned, moment, names, rows, false));
            PlanAnswer answer = PlanAnswer.json(out, new Accepting(accept, false, clock));
            answer.add(made);
            answer.end();
          }
        });
  }
}

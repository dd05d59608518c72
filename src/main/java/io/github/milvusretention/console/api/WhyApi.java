package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.evidence.Look;
import io.github.milvusretention.cli.evidence.Records;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.web.asking.ClusterTurns;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The life of a partition, as {@code why} tells it. */
@Controller
class WhyApi {
  private final ClusterTurns turns;
  private final Rules rules;
  private final History history;
  private final Supplier<Look> looks;

  WhyApi(
      ClusterTurns turns,
      Planner planner,
      Forecaster forecaster,
      Evidence evidence,
      History history,
      Sightings sightings,
      Rules rules,
      Clock clock) {
    this.turns = turns;
    this.rules = rules;
    this.history = history;
    this.looks =
        () ->
            new Look(planner, forecaster, new Records(evidence, history, rules), sightings, clock);
  }

  @GetMapping(Operations.ROOT + "/why")
  Answer why(
      @RequestParam("partition") String partition,
      @RequestParam(name = "policy", required = false) @Nullable String policy,
      @RequestParam(name = "database", required = false) @Nullable String database,
      @RequestParam(name = "collection", required = false) @Nullable String collection) {
    PolicyOfRules.refuseUnknown(policy, rules, history);
    List<Policy> asked =
        rules.policies().values().stream()
            .filter(each -> policy == null || each.name().equals(policy))
            .toList();
    return Answer.json(
        turns.ask(
            () ->
                looks
                    .get()
                    .at(new Evidence.Question(partition, policy, database, collection), asked)));
  }
}

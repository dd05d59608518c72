package io.github.milvusretention.console.api;

import io.github.milvusretention.check.Check;
import io.github.milvusretention.check.Finding;
import io.github.milvusretention.check.RulesFindings;
import io.github.milvusretention.cli.output.view.FindingView;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.web.asking.ClusterTurns;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether a run would find all that it needs, as {@code check} tells it. */
@Controller
class CheckApi {
  private final ClusterTurns turns;
  private final Check check;
  private final Rules rules;
  private final Clock clock;

  CheckApi(ClusterTurns turns, Check check, Rules rules, Clock clock) {
    this.turns = turns;
    this.check = check;
    this.rules = rules;
    this.clock = clock;
  }

  @GetMapping(Operations.ROOT + "/check")
  Answer check() {
    List<Policy> policies = List.copyOf(rules.policies().values());
    List<Finding> findings = RulesFindings.of(rules, policies, clock.instant());
    findings.addAll(turns.ask(() -> check.examine(policies)));
    return Answer.json(findings.stream().map(FindingView::of).toList());
  }
}

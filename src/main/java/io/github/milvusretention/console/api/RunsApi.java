package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.evidence.ExecutionView;
import io.github.milvusretention.cli.evidence.Records;
import io.github.milvusretention.cli.evidence.RunEvidence;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.rules.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What runs did, as {@code runs} and {@code show} tell it. */
@Controller
class RunsApi {
  private final History history;
  private final Evidence evidence;
  private final Rules rules;

  RunsApi(History history, Evidence evidence, Rules rules) {
    this.history = history;
    this.evidence = evidence;
    this.rules = rules;
  }

  @GetMapping(Operations.ROOT + "/runs")
  Answer runs(
      @RequestParam(name = "policy", required = false) @Nullable String policy,
      @RequestParam(name = "limit", defaultValue = "20") int limit,
      @RequestParam(name = "offset", defaultValue = "0") int offset) {
    PolicyOfRules.refuseUnknown(policy, rules, history);
    return Answer.json(ExecutionView.latest(history, rules, policy, limit, offset));
  }

  @GetMapping(Operations.ROOT + "/runs/{id}")
  Answer run(
      @PathVariable("id") long id,
      @RequestParam(name = "state", required = false) @Nullable List<State> state) {
    PastExecution past = history.past(id).orElseThrow(() -> NotThere.run(id));
    Records records = new Records(evidence, history, rules);
    return Answer.json(RunEvidence.of(past, records, state == null ? List.of() : state));
  }
}

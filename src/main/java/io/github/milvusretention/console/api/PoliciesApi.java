package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.evidence.ExecutionView;
import io.github.milvusretention.cli.evidence.Moments;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.NextFirings;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The policies of the rules. */
@Controller
class PoliciesApi {
  private final Rules rules;
  private final NextFirings firings;
  private final History history;
  private final Clock clock;

  PoliciesApi(Rules rules, NextFirings firings, History history, Clock clock) {
    this.rules = rules;
    this.firings = firings;
    this.history = history;
    this.clock = clock;
  }

  @GetMapping(Operations.ROOT + "/policies")
  Answer policies() {
    Map<String, NextFirings.Firing> next = firings.byPolicy(clock.instant());
    return Answer.json(
        rules.policies().values().stream()
            .map(policy -> view(policy, next.get(policy.name())))
            .toList());
  }

  private PolicyView view(Policy policy, NextFirings.@Nullable Firing next) {
    return new PolicyView(
        policy.name(),
        policy.scope().cluster(),
        policy.timetable().schedule(),
        policy.zone().toString(),
        next == null ? null : Moments.of(rules, policy.name()).textOrNull(next.due()),
        ExecutionView.latest(history, rules, policy.name(), 1, 0).stream()
            .findFirst()
            .orElse(null));
  }
}

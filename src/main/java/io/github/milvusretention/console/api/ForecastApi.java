package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.forecast.ForecastView;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.forecast.AllowedEdits;
import io.github.milvusretention.console.web.asking.ClusterTurns;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the coming runs will drop, as {@code forecast} tells it. */
@Controller
class ForecastApi {
  private final ClusterTurns turns;
  private final Forecaster forecaster;
  private final RulesOnDisk rules;
  private final Clock clock;

  ForecastApi(ClusterTurns turns, Forecaster forecaster, RulesOnDisk rules, Clock clock) {
    this.turns = turns;
    this.forecaster = forecaster;
    this.rules = rules;
    this.clock = clock;
  }

  @GetMapping(Operations.ROOT + "/forecast")
  Answer forecast(
      @RequestParam("policy") String policy,
      @RequestParam(name = "days", defaultValue = "90") int days,
      // A list would be split at commas, which a value may have.
      @RequestParam MultiValueMap<String, String> all) {
    List<String> edits = all.getOrDefault("asIf", List.of());
    Policy asked = PolicyOfRules.named(policy, rules.rules());
    // Checked before anything is contacted.
    Rules edited =
        edits.isEmpty()
            ? null
            : rules.edited(Map.of(policy, AllowedEdits.byKey(edits)), clock.instant());
    try (NameStore names = new NameStore()) {
      Forecaster.Told told = turns.ask(() -> forecaster.forecast(asked, days, edited, names));
      return Answer.json(List.of(ForecastView.of(told, edits)));
    }
  }
}

package io.github.milvusretention.console.partition;

import io.github.milvusretention.cli.evidence.Presence;
import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.console.web.asking.SlowAnswers;
import io.github.milvusretention.ledger.evidence.Evidence.Question;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Asks the clusters where a partition is now, as the command {@code why} does. */
class PresenceAsking {
  private static final int MOST = 100;

  private final Rules rules;
  private final Presence presence;
  private final SlowAnswers<Question, Presence.Found> answers;

  PresenceAsking(Rules rules, Planner planner, Forecaster forecaster, Clock clock) {
    this.rules = rules;
    this.presence = new Presence(planner, forecaster, clock);
    this.answers = new SlowAnswers<>(clock, MOST);
  }

  /** Empty if the clusters are still being asked. */
  Optional<Answer<Presence.Found>> of(Question question) {
    return answers.of(question, () -> ask(question));
  }

  /** Has them asked again. */
  void again(Question question) {
    answers.again(question, () -> ask(question));
  }

  private Presence.Found ask(Question question) {
    return presence.find(question, policies(question));
  }

  /** None if the rules no longer have the policy. */
  List<Policy> policies(Question question) {
    return rules.policies().values().stream()
        .filter(each -> question.policy() == null || question.policy().equals(each.name()))
        .toList();
  }
}

package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.forecast.picture.Sketch;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.console.web.asking.SlowAnswers;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Forecaster.Told;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.rules.yaml.Mistake;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the cluster, and keeps the last answers. */
class Forecasts {
  /** An answer may hold a hundred thousand partitions. */
  private static final int ANSWERS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Forecaster forecaster;
  private final RulesOnDisk onDisk;
  private final Clock clock;
  private final SlowAnswers<Question, Foretold> answers;

  Forecasts(Forecaster forecaster, RulesOnDisk onDisk, Clock clock) {
    this.forecaster = forecaster;
    this.onDisk = onDisk;
    this.clock = clock;
    this.answers = new SlowAnswers<>(clock, ANSWERS, PATIENCE);
  }

  /**
   * Throws {@link RuleException} for a policy that does not exist and for edits that are wrong,
   * {@link RunFailure} if the cluster cannot be asked, and {@link Busy} if its answer is not there
   * yet, or too many others ask.
   */
  Answer<Foretold> ask(Question question) {
    Policy policy = policy(question);
    return answers
        .of(question, () -> foretold(policy, question))
        .orElseThrow(() -> new Busy("the cluster is still being asked; ask again in a moment"));
  }

  /** Has it asked again, although an answer is kept. Throws the same, but for the cluster's. */
  void askAgain(Question question) {
    Policy policy = policy(question);
    answers.again(question, () -> foretold(policy, question));
  }

  /** Checks what needs no cluster, and no turn. */
  private Policy policy(Question question) {
    Map<String, String> unused = AllowedEdits.byKey(question.edits());
    return onDisk.rules().policy(question.policy());
  }

  private Foretold foretold(Policy policy, Question question) {
    Rules edited = question.edits().isEmpty() ? null : edited(question);
    String differs = edited == null ? "" : onDisk.change(clock.instant()).orElse("");
    Sketch now = new Sketch();
    Sketch asIf = new Sketch();
    try (NameStore names = new NameStore()) {
      Told told = forecaster.forecast(policy, question.days(), edited, names, now, asIf);
      @Nullable Forecast other = told.edited();
      return new Foretold(
          told, now.lanes(told.forecast()), other == null ? null : asIf.lanes(other), differs);
    }
  }

  /** Checked before anything is contacted. */
  private Rules edited(Question question) {
    Map<String, String> values = AllowedEdits.byKey(question.edits());
    try {
      return onDisk.edited(Map.of(question.policy(), values), clock.instant());
    } catch (RulesException e) {
      Mistake first = e.mistakes().get(0);
      int more = e.mistakes().size() - 1;
      throw new RuleException(
          first.key().substring(first.key().lastIndexOf('.') + 1),
          first.problem(),
          first.cure() + (more == 0 ? "" : "; there are " + more + " more mistakes"));
    }
  }
}

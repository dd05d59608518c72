package io.github.milvusretention.console.forecast;

import io.github.milvusretention.cli.forecast.Edits;
import io.github.milvusretention.console.web.RecentAnswers;
import io.github.milvusretention.console.web.RecentAnswers.Answer;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Forecaster.Told;
import io.github.milvusretention.plan.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.RulesOnDisk;
import io.github.milvusretention.rules.yaml.Mistake;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Asks the cluster, one question about a policy after the other, and keeps the last answers. */
class Forecasts {
  /** An answer may hold a hundred thousand partitions. */
  private static final int ANSWERS = 4;

  private static final long PATIENCE_SECONDS = 10;

  private final Forecaster forecaster;
  private final RulesOnDisk onDisk;
  private final Clock clock;
  private final RecentAnswers<Question, Foretold> answers;
  private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();

  Forecasts(Forecaster forecaster, RulesOnDisk onDisk, Clock clock) {
    this.forecaster = forecaster;
    this.onDisk = onDisk;
    this.clock = clock;
    this.answers = new RecentAnswers<>(clock, ANSWERS);
  }

  /**
   * Throws {@link RuleException} for a policy that does not exist and for edits that are wrong, and
   * {@link RunFailure} if the cluster cannot be asked.
   *
   * @param fresh asks again although an answer is kept
   */
  Answer<Foretold> ask(Question question, boolean fresh) {
    Policy policy = onDisk.rules().policy(question.policy());
    return answers.of(question, fresh, () -> inTurn(policy, question));
  }

  /** Whoever asks much may not take all threads of the server. */
  private Foretold inTurn(Policy policy, Question question) {
    ReentrantLock turn = asking.computeIfAbsent(policy.name(), name -> new ReentrantLock());
    try {
      if (!turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new RunFailure(
            RunExit.LOCKED,
            "the cluster is being asked about this policy already; ask again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RunFailure.stopped();
    }
    try {
      return foretold(policy, question);
    } finally {
      turn.unlock();
    }
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
    Map<String, String> values = Edits.byKey(question.edits());
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

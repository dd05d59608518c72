package io.github.milvusretention.ops;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How the last call of this process to each cluster ended. */
class LastAnswers implements CallObserver {
  private final Map<String, Last> byCluster = new ConcurrentHashMap<>();
  private final Clock clock;

  LastAnswers(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param at when it was answered, or given up
   */
  record Last(Outcome outcome, Instant at) {
    /** Whether the cluster answered and accepted the token. */
    boolean usable() {
      return !outcome.clusterUnusable() && !outcome.unanswered();
    }
  }

  @Override
  public Consumer<Answer> sending(String cluster, String route) {
    return answer -> byCluster.put(cluster, new Last(answer.outcome(), clock.instant()));
  }

  /** Empty if this process has not called it. */
  Optional<Last> of(String cluster) {
    return Optional.ofNullable(byCluster.get(cluster));
  }
}

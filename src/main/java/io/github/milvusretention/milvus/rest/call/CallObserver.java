package io.github.milvusretention.milvus.rest.call;

import io.github.milvusretention.milvus.Answer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Is told of each call that is sent to a cluster, and of its answer: the one place for metrics and
 * the like. Used by several threads; must not throw.
 */
@FunctionalInterface
public interface CallObserver {
  /** Tells nobody. */
  CallObserver NONE = (cluster, route) -> answer -> {};

  /**
   * Called in the thread of the call, right before it is sent. What is returned takes its
   * classified answer, in the same thread, once: each try of a read is a call of its own.
   *
   * @param cluster its name in the rules
   * @param route for example {@code partitions/drop}
   */
  Consumer<Answer> sending(String cluster, String route);

  /** One that tells all of these, in their order. */
  static CallObserver all(List<CallObserver> observers) {
    List<CallObserver> each = List.copyOf(observers);
    return (cluster, route) ->
        each.stream().map(observer -> observer.sending(cluster, route)).toList().stream()
            .reduce(answer -> {}, Consumer::andThen);
  }
}

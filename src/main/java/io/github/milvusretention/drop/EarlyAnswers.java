package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.drop.Confirmation.Seen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Asks for each name right after its drop, beside the next drop of the batch. If all were asked
 * after the last drop, they would wait for each other, and for those of other collections: a
 * process asks a cluster only {@code read-concurrency} questions at a time.
 */
final class EarlyAnswers implements AutoCloseable {
  private final Function<String, Seen> ask;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Map<String, Future<Optional<Seen>>> answers = new HashMap<>();
  private volatile boolean over;

  /**
   * @param ask asks the server for one name
   */
  EarlyAnswers(Function<String, Seen> ask) {
    this.ask = ask;
  }

  /** Returns at once. */
  void ask(String partition) {
    answers.put(
        partition,
        thread.submit(() -> over ? Optional.empty() : Optional.of(ask.apply(partition))));
  }

  /**
   * Waits for the answer if the question was sent already; otherwise it is not sent any more. Empty
   * if there is no answer, or if the server still had the partition, as its drop may take effect
   * late.
   */
  Optional<Seen> of(String partition) {
    over = true;
    Future<Optional<Seen>> answer = answers.get(partition);
    return answer == null ? Optional.empty() : Parallel.await(answer).filter(seen -> !seen.there());
  }

  /** Waits for the question in progress, which has a deadline. */
  @Override
  public void close() {
    over = true;
    Parallel.end(thread);
  }
}

package io.github.milvusretention.console.web;

import io.github.milvusretention.console.web.RecentAnswers.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers that may take longer than a browser or a proxy waits for a page. Whoever asks gets the
 * answer, or learns after a few seconds that it is still on its way, and asks again for the page.
 * For many threads.
 *
 * @param <K> what is asked; with {@code equals}
 * @param <T> an answer; nobody changes it
 */
public final class SlowAnswers<K, T> {
  /** How long a page waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** So that the pages do not keep a cluster busy. */
  private static final int AT_ONCE = 3;

  /** Failures that nobody came back for are forgotten beyond that. */
  private static final int MANY = 100;

  private final RecentAnswers<K, T> recent;
  private final Duration patience;
  private final Executor threads = threads();
  private final Map<K, CompletableFuture<Answer<T>>> underWay = new ConcurrentHashMap<>();

  /**
   * @param most so many answers are kept
   */
  public SlowAnswers(Clock clock, int most) {
    this(new RecentAnswers<>(clock, most), PATIENCE);
  }

  SlowAnswers(RecentAnswers<K, T> recent, Duration patience) {
    this.recent = recent;
    this.patience = patience;
  }

  private static Executor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "console-asks");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * The answer that is kept, or one that is asked for now; empty if it is still on its way. Throws
   * what {@code ask} threw.
   */
  public Optional<Answer<T>> of(K key, Supplier<T> ask) {
    CompletableFuture<Answer<T>> asked = begin(key, false, ask);
    try {
      Answer<T> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      underWay.remove(key, asked);
      return Optional.of(answer);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      underWay.remove(key, asked);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cluster was asked", e);
    }
  }

  /** Asks again although an answer is kept, and does not wait for it. */
  public void again(K key, Supplier<T> ask) {
    CompletableFuture<Answer<T>> unused = begin(key, true, ask);
  }

  private CompletableFuture<Answer<T>> begin(K key, boolean fresh, Supplier<T> ask) {
    if (underWay.size() > MANY) {
      underWay.values().removeIf(CompletableFuture::isDone);
    }
    CompletableFuture<Answer<T>> asked =
        underWay.compute(
            key,
            (same, before) ->
                before != null && (!before.isDone() || (failed(before) && !fresh))
                    ? before
                    : CompletableFuture.supplyAsync(() -> recent.of(key, fresh, ask), threads));
    // What succeeded is among the recent ones; a failure waits for whoever comes back for it.
    CompletableFuture<Void> unused = asked.thenRun(() -> underWay.remove(key, asked));
    return asked;
  }

  private static boolean failed(CompletableFuture<?> asked) {
    return asked.isCompletedExceptionally();
  }
}

package io.github.milvusretention.console.web.asking;

import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers that may take longer than a browser or a proxy waits for a page. Whoever asks gets the
 * answer, or learns after a few seconds that it is still on its way, and asks again for the page.
 * However many ask, they take few threads of the server, and few questions wait for the cluster.
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

  /** So many questions wait for their turn; whoever has another one is sent away. */
  private static final int QUEUED = 16;

  /** So many threads of the server wait; health must be answered by another one. */
  private static final int WAITING = 8;

  /** Failures that nobody came back for are forgotten beyond that. */
  private static final int MANY = 100;

  private final RecentAnswers<K, T> recent;
  private final Duration patience;
  private final Executor threads = threads();
  private final Semaphore waiting = new Semaphore(WAITING);
  private final Map<K, CompletableFuture<Answer<T>>> underWay = new ConcurrentHashMap<>();

  /**
   * @param most so many answers are kept
   */
  public SlowAnswers(Clock clock, int most) {
    this(clock, most, PATIENCE);
  }

  /**
   * @param most so many answers are kept
   * @param patience how long a page waits
   */
  public SlowAnswers(Clock clock, int most, Duration patience) {
    this(new RecentAnswers<>(clock, most), patience);
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
            new ArrayBlockingQueue<>(QUEUED),
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
   * what {@code ask} threw, and {@link Busy} if too many questions wait.
   */
  public Optional<Answer<T>> of(K key, Supplier<T> ask) {
    // What is being asked again is waited for.
    Optional<Answer<T>> kept = underWay.containsKey(key) ? Optional.empty() : recent.find(key);
    return kept.isPresent() ? kept : await(key, begin(key, false, ask));
  }

  /**
   * The same, except that an answer is given once: who asks after that has it asked anew. To be
   * used for what has to be as it is now.
   */
  public Optional<Answer<T>> once(K key, Supplier<T> ask) {
    Optional<Answer<T>> answer = of(key, ask);
    answer.ifPresent(given -> recent.forget(key));
    return answer;
  }

  private Optional<Answer<T>> await(K key, CompletableFuture<Answer<T>> asked) {
    boolean waits = !asked.isDone();
    if (waits && !waiting.tryAcquire()) {
      return Optional.empty();
    }
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
    } finally {
      if (waits) {
        waiting.release();
      }
    }
  }

  /**
   * Asks again although an answer is kept, and does not wait for it. What is being asked already is
   * not asked twice. Throws {@link Busy} if too many questions wait.
   */
  public void again(K key, Supplier<T> ask) {
    CompletableFuture<Answer<T>> unused = begin(key, true, ask);
  }

  private CompletableFuture<Answer<T>> begin(K key, boolean fresh, Supplier<T> ask) {
    if (underWay.size() > MANY) {
      underWay.values().removeIf(CompletableFuture::isDone);
    }
    CompletableFuture<Answer<T>> asked;
    try {
      asked =
          underWay.compute(
              key,
              (same, before) ->
                  before != null && !(fresh && before.isDone())
                      ? before
                      : CompletableFuture.supplyAsync(() -> answer(key, fresh, ask), threads));
    } catch (RejectedExecutionException e) {
      throw new Busy("too many others wait for clusters to be asked; ask again in a moment");
    }
    // What succeeded is among the recent ones; a failure waits for whoever comes back for it.
    CompletableFuture<Void> unused = asked.thenRun(() -> underWay.remove(key, asked));
    return asked;
  }

  /** It may have come just before. */
  private Answer<T> answer(K key, boolean fresh, Supplier<T> ask) {
    Optional<Answer<T>> kept = fresh ? Optional.empty() : recent.find(key);
    return kept.orElseGet(() -> recent.ask(key, ask));
  }
}

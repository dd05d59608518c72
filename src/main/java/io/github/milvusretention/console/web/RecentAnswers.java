package io.github.milvusretention.console.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Answers for which a cluster must be asked, kept for a short while: a page of many parts is turned
 * over without asking again, and whoever asks while another is asking the same waits for that
 * answer. Failures are not kept. For many threads.
 *
 * @param <K> what is asked; with {@code equals}
 * @param <T> an answer; nobody changes it
 */
public final class RecentAnswers<K, T> {
  /** How long an answer is shown before it is asked again. */
  public static final Duration KEPT = Duration.ofMinutes(5);

  private static final int MOST = 20;

  private final Clock clock;
  private final int most;
  private final Map<K, Asked<T>> asked = new LinkedHashMap<>();

  /** Keeps at most 20 answers. */
  public RecentAnswers(Clock clock) {
    this(clock, MOST);
  }

  /**
   * @param most so many answers are kept; the oldest is given up
   */
  public RecentAnswers(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /**
   * What was answered.
   *
   * @param at when it was asked
   */
  public record Answer<T>(T value, Instant at) {}

  private record Asked<T>(FutureTask<Answer<T>> task, Instant since) {}

  /**
   * The answer that is kept, or is on its way; otherwise {@code ask} is called in this thread.
   *
   * @param fresh asks again although an answer is kept
   * @param ask what it throws is thrown to all that wait for it
   */
  public Answer<T> of(K key, boolean fresh, Supplier<T> ask) {
    Asked<T> answer = take(key, fresh, ask);
    // The one of them that is first does it, the others return at once.
    answer.task().run();
    try {
      return answer.task().get();
    } catch (ExecutionException e) {
      forget(key, answer);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another asked", e);
    }
  }

  private synchronized Asked<T> take(K key, boolean fresh, Supplier<T> ask) {
    Instant now = clock.instant();
    asked.values().removeIf(old -> old.task().isDone() && !old.since().plus(KEPT).isAfter(now));
    Asked<T> known = asked.get(key);
    if (known != null && !(fresh && known.task().isDone())) {
      return known;
    }
    Asked<T> next = new Asked<>(new FutureTask<>(() -> new Answer<>(ask.get(), now)), now);
    // Behind all others, so that the first is the oldest.
    asked.remove(key);
    asked.put(key, next);
    Iterator<Asked<T>> oldest = asked.values().iterator();
    while (asked.size() > most) {
      oldest.next();
      oldest.remove();
    }
    return next;
  }

  private synchronized void forget(K key, Asked<T> answer) {
    asked.remove(key, answer);
  }
}

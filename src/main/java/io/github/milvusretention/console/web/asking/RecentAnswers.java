package io.github.milvusretention.console.web.asking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers for which a cluster must be asked, kept for a short while: a page of many parts is turned
 * over without asking again. Failures are not kept. For many threads, of which none waits for
 * another.
 *
 * @param <K> what is asked; with {@code equals}
 * @param <T> an answer; nobody changes it
 */
public final class RecentAnswers<K, T> {
  /** How long an answer is shown before it is asked again. */
  public static final Duration KEPT = Duration.ofMinutes(5);

  private final Clock clock;
  private final int most;
  private final Map<K, Kept<T>> answers = new LinkedHashMap<>();

  /**
   * @param most so many answers are kept; the oldest is given up
   */
  RecentAnswers(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /**
   * What was answered.
   *
   * @param at when it was asked
   */
  public record Answer<T>(T value, Instant at) {}

  /**
   * An answer.
   *
   * @param since when it came, which may be long after it was asked
   */
  private record Kept<T>(Answer<T> answer, Instant since) {}

  /** The answer that is kept. */
  synchronized Optional<Answer<T>> find(K key) {
    Instant now = clock.instant();
    answers.values().removeIf(old -> !old.since().plus(KEPT).isAfter(now));
    return Optional.ofNullable(answers.get(key)).map(Kept::answer);
  }

  /** Asks in this thread, and keeps the answer instead of an earlier one. */
  Answer<T> ask(K key, Supplier<T> ask) {
    Instant at = clock.instant();
    Answer<T> answer = new Answer<>(ask.get(), at);
    keep(key, answer);
    return answer;
  }

  synchronized void forget(K key) {
    answers.remove(key);
  }

  private synchronized void keep(K key, Answer<T> answer) {
    // Behind all others, so that the first is the oldest.
    answers.remove(key);
    answers.put(key, new Kept<>(answer, clock.instant()));
    Iterator<Kept<T>> oldest = answers.values().iterator();
    while (answers.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }
}

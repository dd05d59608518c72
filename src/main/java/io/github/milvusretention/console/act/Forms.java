package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which forms have done already what they ask for, so that one that is sent twice does it once: by
 * a double click, or after the back button. Only the newest are remembered.
 */
public final class Forms {
  private static final int MOST = 1000;

  private final Map<String, CompletableFuture<Long>> started =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Long>> eldest) {
          return size() > MOST;
        }
      };

  public Forms() {}

  /**
   * One form of one person for one act: what somebody else sends, or to another address, is
   * another.
   *
   * @param form what it carried; null for what no form was sent for
   */
  public static @Nullable String key(@Nullable String form, Actor actor, Act act, String target) {
    return form == null ? null : String.join("\n", form, actor.requestedBy(), act.name(), target);
  }

  /** What a new form carries. */
  public static String next() {
    return UUID.randomUUID().toString();
  }

  /**
   * Notes that a form is used; the run that it started before, if it was.
   *
   * @param form its {@link #key}; null for what no form was sent for
   */
  public synchronized Optional<CompletableFuture<Long>> use(
      @Nullable String form, CompletableFuture<Long> run) {
    return form == null ? Optional.empty() : Optional.ofNullable(started.putIfAbsent(form, run));
  }

  /**
   * Does something that takes no time, once for a form. What fails may be tried again with it.
   *
   * @param form its {@link #key}; null for what no form was sent for
   * @param already what to throw if the form has done it, with what that has returned
   */
  long once(@Nullable String form, LongSupplier act, LongFunction<NotDone> already) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    Optional<CompletableFuture<Long>> before = use(form, done);
    if (before.isPresent()) {
      throw already.apply(result(before.get()));
    }
    try {
      done.complete(act.getAsLong());
      return done.join();
    } catch (RuntimeException e) {
      forget(form);
      done.completeExceptionally(e);
      throw e;
    }
  }

  /** Whether that form has done what it asks for. */
  synchronized boolean isDone(@Nullable String form) {
    CompletableFuture<Long> known = form == null ? null : started.get(form);
    return known != null && known.isDone() && !known.isCompletedExceptionally();
  }

  /** What it asked for was not done, so that it may be sent again. */
  public synchronized void forget(@Nullable String form) {
    if (form != null) {
      started.remove(form);
    }
  }

  /** Waits for the same form, which was sent a moment ago, and fails as that. */
  private static long result(CompletableFuture<Long> before) {
    try {
      return before.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }
}

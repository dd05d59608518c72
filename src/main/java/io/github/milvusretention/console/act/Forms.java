package io.github.milvusretention.console.act;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which forms have started a run already, so that one that is sent twice starts one: by a double
 * click, or after the back button. Only the newest are remembered.
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

  Forms() {}

  /** What a new form carries. */
  public static String next() {
    return UUID.randomUUID().toString();
  }

  /**
   * Notes that a form is used; the run that it started before, if it was.
   *
   * @param form null for what no form was sent for
   */
  synchronized Optional<CompletableFuture<Long>> use(
      @Nullable String form, CompletableFuture<Long> run) {
    return form == null ? Optional.empty() : Optional.ofNullable(started.putIfAbsent(form, run));
  }
}

package io.github.milvusretention.console.access.oidc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** One time that the provider is asked what it is: by one thread, for all that want to know. */
final class Attempt {
  private final CompletableFuture<ClientRegistration> answer = new CompletableFuture<>();
  private final long waitedForUntil;
  private volatile long endedAt;

  /**
   * @param patience how long from now those wait for the answer who do not ask
   */
  Attempt(Duration patience) {
    waitedForUntil = System.nanoTime() + patience.toNanos();
  }

  /** Returns when the provider has answered, or it is clear that it does not. */
  void make(Supplier<ClientRegistration> discovery) {
    try {
      answer.complete(discovery.get());
    } catch (RuntimeException | Error e) {
      endedAt = System.nanoTime();
      answer.completeExceptionally(e);
    }
  }

  /** Throws {@link ProviderProblem}, also if nobody knows yet. */
  ClientRegistration answer() {
    try {
      return answer.get(Math.max(0, waitedForUntil - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw ProviderProblem.notYet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProviderProblem.notYet();
    }
  }

  /** Empty until the provider has answered as it should. */
  Optional<ClientRegistration> answered() {
    return answer.isDone() && !answer.isCompletedExceptionally()
        ? Optional.of(answer.join())
        : Optional.empty();
  }

  /** Whether it came to nothing, so long ago that the provider may be asked again. */
  boolean isOver(Duration pause) {
    return answer.isCompletedExceptionally() && System.nanoTime() - endedAt >= pause.toNanos();
  }
}

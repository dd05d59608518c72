package io.github.milvusretention.clusters;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks a cluster many questions in parallel; answers keep the order of the questions. */
public final class Parallel {
  private Parallel() {}

  /**
   * The first failure, in the order of the questions, is thrown; what has not begun by then is not
   * asked. Whatever has begun is awaited and not interrupted, since it may be writing. Only a
   * thread that is interrupted itself ends at once: it interrupts what it asked, and awaits
   * nothing.
   */
  public static <Q, A> List<A> ask(List<Q> questions, int concurrency, Function<Q, A> ask) {
    if (questions.isEmpty()) {
      return List.of();
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(concurrency, questions.size()));
    List<Future<A>> futures = new ArrayList<>();
    try {
      for (Q question : questions) {
        futures.add(threads.submit(() -> ask.apply(question)));
      }
      List<A> answers = new ArrayList<>();
      for (Future<A> future : futures) {
        answers.add(await(future));
      }
      return answers;
    } finally {
      futures.forEach(future -> future.cancel(false));
      end(threads);
    }
  }

  /**
   * Throws what the question ended by, or {@link RunFailure} if this thread is interrupted, which
   * it stays.
   */
  public static <A> A await(Future<A> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure(RunExit.STOPPED, "interrupted while asking the cluster");
    }
  }

  /** Waits for what is in progress; interrupts it if this thread is interrupted. */
  public static void end(ExecutorService threads) {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.HOURS)) {
        // Each call has a deadline, and so have its retries.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
    }
  }
}

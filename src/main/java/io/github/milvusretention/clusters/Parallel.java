package io.github.milvusretention.clusters;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks a cluster many questions in parallel; answers keep the order of the questions. */
public final class Parallel {
  private Parallel() {}

  /** The first failure, in the order of the questions, is thrown; later questions are dropped. */
  public static <Q, A> List<A> ask(List<Q> questions, int concurrency, Function<Q, A> ask) {
    if (questions.isEmpty()) {
      return List.of();
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(concurrency, questions.size()));
    try {
      List<Future<A>> futures = new ArrayList<>();
      for (Q question : questions) {
        futures.add(threads.submit(() -> ask.apply(question)));
      }
      List<A> answers = new ArrayList<>();
      for (Future<A> future : futures) {
        answers.add(future.get());
      }
      return answers;
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
    } finally {
      threads.shutdownNow();
    }
  }
}

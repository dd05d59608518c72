package io.github.milvusretention.cli;

import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.TerminationSignal;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "The daemon: fires each policy's schedule, and answers health and metrics over HTTP.")
final class ServeCommand implements Runnable {
  @ParentCommand @Nullable RetentionCommand parent;

  @Override
  public void run() {
    serve(Console.parent(parent));
  }

  /** Returns only when the process is told to end, and the runs in hand are over. */
  static void serve(RetentionCommand command) {
    CountDownLatch end = new CountDownLatch(1);
    TerminationSignal.first(end::countDown);
    try (Application application = command.start(true)) {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

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
        "Runs the daemon: fires the schedule of each policy, and serves health and metrics over"
            + " HTTP.")
final class ServeCommand implements Runnable {
  @ParentCommand @Nullable RetentionCommand parent;

  @Override
  public void run() {
    serve(Console.parent(parent));
  }

  /** Returns when the process is asked to stop and its current runs have ended. */
  static void serve(RetentionCommand command) {
    CountDownLatch end = new CountDownLatch(1);
    TerminationSignal.onFirst(end::countDown);
    try (Application application = command.start(true)) {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

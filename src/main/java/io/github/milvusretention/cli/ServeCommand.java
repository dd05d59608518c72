package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.TerminationSignal;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.rules.Rules;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Runs the daemon: fires the schedule of each policy, and serves health and metrics over"
            + " HTTP.")
final class ServeCommand implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  @ParentCommand @Nullable Program parent;

  @Override
  public void run() {
    serve(Console.parent(parent));
  }

  private static void warn(Cluster cluster) {
    cluster
        .readableToken()
        .ifPresent(warning -> log.warn("cluster {}: {}", cluster.name(), warning));
  }

  /** Returns when the process is asked to stop and its current runs have ended. */
  static void serve(Program command) {
    CountDownLatch end = new CountDownLatch(1);
    TerminationSignal.onFirst(end::countDown);
    try (Application application = command.start(true)) {
      application.announce();
      application.get(Rules.class).clusters().values().forEach(ServeCommand::warn);
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

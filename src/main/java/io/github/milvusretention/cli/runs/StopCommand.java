package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.Stopping;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.launch.Stopper;
import io.github.milvusretention.run.RunKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description =
        "Asks a run, in any process, to stop after the current partition. It ends as STOPPED, and"
            + " rerun continues it.")
final class StopCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "EXECUTION", description = "The execution id of the run.")
  long execution;

  @Override
  public Integer call() {
    try (Application application = Console.parent(parent).startWithoutSecrets()) {
      RunKey run = stopped(application);
      output.print(
          Console.of(spec).out(),
          Stopping.of(execution, run),
          "run " + execution + " stops after the current partition");
      return 0;
    }
  }

  private RunKey stopped(Application application) {
    RunKey run = Executions.find(application.get(History.class), execution);
    try {
      return application.get(Stopper.class).stop(execution, TerminalUser.actor(), "");
    } catch (Stopper.NothingToStop e) {
      if (e.isStopping()) {
        return run;
      }
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}

package io.github.milvusretention.cli;

import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Stopping;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.UsageException;
import io.github.milvusretention.job.History;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.rules.ThisProgram;
import io.github.milvusretention.run.RunParameters;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
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
  @ParentCommand @Nullable RetentionCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "EXECUTION", description = "The execution id of the run.")
  long execution;

  @Override
  public Integer call() {
    try (Application application = Console.parent(parent).startWithoutSecrets()) {
      History history = application.get(History.class);
      JobExecution found =
          history.execution(execution).orElseThrow(() -> Executions.unknown(execution));
      if (!found.getStatus().isRunning()) {
        throw new UsageException(
            "run " + execution + " is " + found.getStatus() + "; there is nothing to stop");
      }
      RunParameters parameters = RunParameters.of(found.getJobParameters());
      if (!application.get(Leases.class).requestStop(parameters.lease())) {
        throw new UsageException(
            "the process of run "
                + execution
                + " is dead. To continue it: "
                + application.get(ThisProgram.class).command("rerun", execution));
      }
      output.print(
          Console.of(spec).out(),
          Stopping.of(execution, parameters.run()),
          "run " + execution + " stops after the current partition");
      return 0;
    }
  }
}

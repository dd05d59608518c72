package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.RunView;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.notify.AfterRuns;
import java.util.List;
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
    name = "recover",
    mixinStandardHelpOptions = true,
    description =
        "Marks a run whose process is dead as failed, so that it can be rerun. Refused while its"
            + " lease is valid. (rerun does this automatically.)")
final class RecoverCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "EXECUTION", description = "The execution id of the run.")
  long execution;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Application application = Console.parent(parent).startWithoutSecrets()) {
      JobExecution found =
          application
              .get(History.class)
              .execution(execution)
              .orElseThrow(() -> Executions.unknown(execution));
      if (!found.getStatus().isRunning()) {
        String why =
            "run "
                + execution
                + " is "
                + found.getStatus()
                + "; only a running one can be recovered";
        application.get(Runner.class).notRecovered(execution, TerminalUser.actor(), why);
        throw new UsageException(why);
      }
      RunReport report = application.get(Runner.class).recover(execution, TerminalUser.actor());
      output.print(console.out(), RunView.of(report), RunView.table(List.of(report)));
      application.get(AfterRuns.class).tell(List.of());
      return report.status().equals("LOCKED") ? report.exit().code() : 0;
    }
  }
}

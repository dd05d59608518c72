package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.RecordedPolicy;
import io.github.milvusretention.cli.evidence.ExecutionView;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.rules.Rules;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "Lists the executions of runs, newest first, and what each did itself; a run that was"
            + " continued has several. Needs no token.")
final class RunsCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--policy",
      paramLabel = "P",
      description = "Only the runs of this policy, which may be gone from the rules.")
  @Nullable String policy;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many runs to list at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  int limit;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit must be at least 1, not " + limit);
    }
    try (Application application = Console.parent(parent).startWithoutSecrets()) {
      History history = application.get(History.class);
      Rules rules = application.get(Rules.class);
      RecordedPolicy.refuseUnknown(policy, rules, history);
      List<ExecutionView> executions = ExecutionView.latest(history, rules, policy, limit, 0);
      long plans = executions.isEmpty() ? history.plans(policy) : 0;
      if (plans > 0) {
        Console.of(spec)
            .err()
            .println(
                "no run is recorded, although plans are ("
                    + plans
                    + "): their runs were purged, or tables of the job repository were emptied;"
                    + " then restore a backup");
      }
      Table table = new Table(ExecutionView.columns());
      executions.forEach(execution -> table.row(execution.cells()));
      output.print(Console.of(spec).out(), executions, table);
      return 0;
    }
  }
}

package io.github.milvusretention.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.RunView;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.UsageException;
import io.github.milvusretention.job.History;
import io.github.milvusretention.job.RunReport;
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
    description = "Lists the runs in the job repository, newest first.")
final class RunsCommand implements Callable<Integer> {
  @ParentCommand @Nullable RetentionCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Option(names = "--policy", paramLabel = "P", description = "Only the runs of this policy.")
  @Nullable String policy;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many runs to list at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  int limit;

  private record Run(
      @JsonUnwrapped RunView run,
      @Nullable String start,
      @Nullable String end,
      String trigger,
      String requestedBy,
      String reason) {}

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit must be at least 1, not " + limit);
    }
    try (Application application = Console.parent(parent).start(false)) {
      History history = application.get(History.class);
      List<RunReport> reports = history.latest(policy, limit);
      long plans = reports.isEmpty() ? history.plans(policy) : 0;
      if (plans > 0) {
        Console.of(spec)
            .err()
            .println(
                "no run is recorded, although plans are ("
                    + plans
                    + "): their runs were purged, or tables of the job repository were emptied;"
                    + " then restore a backup");
      }
      output.print(
          Console.of(spec).out(), reports.stream().map(RunsCommand::run).toList(), table(reports));
      return 0;
    }
  }

  private static Run run(RunReport report) {
    return new Run(
        RunView.of(report),
        report.start() == null ? null : report.start().toString(),
        report.end() == null ? null : report.end().toString(),
        report.trigger(),
        report.requestedBy(),
        report.reason());
  }

  private static Table table(List<RunReport> reports) {
    Table table = new Table(RunView.columns("START", "END", "TRIGGER", "BY", "REASON", "MESSAGE"));
    for (RunReport report : reports) {
      table.row(
          RunView.cells(
              report,
              report.start(),
              report.end(),
              report.trigger(),
              report.requestedBy(),
              report.reason(),
              report.message()));
    }
    return table;
  }
}

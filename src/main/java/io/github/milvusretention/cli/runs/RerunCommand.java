package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.RunAnswer;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.notify.AfterRuns;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.StopSignal;
import io.github.milvusretention.run.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    description =
        "Continues a failed or stopped run, or one whose process died and whose lease has expired."
            + " Nothing is dropped twice and nothing is added to its plan.")
final class RerunCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin RunOptions options = new RunOptions();
  @Mixin OutputOption output = new OutputOption();
  @Mixin MetricsFileOption metricsFile = new MetricsFileOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "EXECUTION",
      description =
          "The execution id of the run. Default: the newest run of each policy, if it"
              + " is unfinished.")
  @Nullable Long execution;

  @Override
  public Integer call() {
    String reason = options.reason();
    String accept = options.accept();
    try (Application application = Console.parent(parent).start(false)) {
      if (!Console.parent(parent).watched()) {
        application.announce();
      }
      application.stopOnSignal(Console.of(spec).err());
      application.show(Console.parent(parent).progress());
      metricsFile.observe(application);
      Runner runner = application.get(Runner.class);
      List<RunReport> reports = new ArrayList<>();
      List<RunKey> runs = runs(application);
      if (accept != null && runs.size() != 1) {
        throw new UsageException("--accept applies to one plan: give its EXECUTION");
      }
      StopSignal stop = application.get(StopSignal.class);
      for (RunKey run : runs) {
        if (stop.requested()) {
          break;
        }
        reports.add(
            runner.rerun(
                run,
                new RunRequest(
                        run.policy(),
                        run.asOf(),
                        false,
                        accept,
                        options.countRows(),
                        new RunOrigin(Trigger.RERUN, TerminalUser.requestedBy(), reason))
                    .by(TerminalUser.actor())
                    .decidedOn(accept == null ? null : execution)));
      }
      if (reports.isEmpty()) {
        Console.of(spec)
            .err()
            .println("nothing to rerun: the newest run of each policy is" + " finished");
      }
      metricsFile.write(application);
      int exit = RunAnswer.print(Console.of(spec).out(), output, reports);
      application.get(AfterRuns.class).tell(reports);
      return exit;
    }
  }

  private List<RunKey> runs(Application application) {
    History history = application.get(History.class);
    Rules rules = application.get(Rules.class);
    if (execution == null) {
      return rules.policies().keySet().stream()
          .map(history::unfinished)
          .flatMap(Optional::stream)
          .toList();
    }
    RunKey run = Executions.find(history, execution);
    if (!rules.policies().containsKey(run.policy())) {
      throw new UsageException(
          "run "
              + execution
              + " is of policy "
              + run.policy()
              + ", which is no longer in the rules; it cannot be continued");
    }
    return List.of(run);
  }
}

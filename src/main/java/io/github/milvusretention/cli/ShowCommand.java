package io.github.milvusretention.cli;

import io.github.milvusretention.cli.evidence.Records;
import io.github.milvusretention.cli.evidence.RunEvidence;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.job.History;
import io.github.milvusretention.ledger.Evidence;
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
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows the ledger of one run: the state of each planned partition with the reason, and the"
            + " calls that were sent; its plan, the rules as they were then, who accepted it, and"
            + " its executions.")
final class ShowCommand implements Callable<Integer> {
  @ParentCommand @Nullable RetentionCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "EXECUTION", description = "The execution id of the run.")
  long execution;

  @Override
  public Integer call() {
    try (Application application = Console.parent(parent).start(false)) {
      History history = application.get(History.class);
      RunKey run = Executions.find(history, execution);
      Records records = new Records(application.get(Evidence.class), history);
      RunEvidence shown = RunEvidence.of(execution, run, records);
      output.print(Console.of(spec).out(), shown, shown.table());
      return 0;
    }
  }
}

package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.evidence.Records;
import io.github.milvusretention.cli.evidence.RunEvidence;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.rules.Rules;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows what one execution of a run did: the state in which it left each planned partition,"
            + " with the reason, and the calls that it sent; its counts, its plan, the rules as"
            + " they were then, who accepted it, and the other executions of the run. Needs no"
            + " token.")
final class ShowCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "EXECUTION", description = "The execution id of the run.")
  long execution;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only the partitions that it left in this state, or these: ${COMPLETION-CANDIDATES}.")
  List<State> states = List.of();

  @Override
  public Integer call() {
    try (Application application = Console.parent(parent).startWithoutSecrets()) {
      History history = application.get(History.class);
      PastExecution past = history.past(execution).orElseThrow(() -> Executions.unknown(execution));
      Records records =
          new Records(application.get(Evidence.class), history, application.get(Rules.class));
      RunEvidence shown = RunEvidence.of(past, records, states);
      output.print(Console.of(spec).out(), shown, shown.table());
      return 0;
    }
  }
}

package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.PolicyOption;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.forecast.Edits;
import io.github.milvusretention.cli.forecast.ForecastTables;
import io.github.milvusretention.cli.forecast.ForecastView;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description =
        "Tells which partition goes at which firing of the schedule, how many of each collection"
            + " stay, and when a collection reaches the server's limit. New partitions are expected"
            + " as the newest ones were created. Changes nothing.")
final class ForecastCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin PolicyOption policies = new PolicyOption();
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days to look ahead, 1 to 3660. Default: ${DEFAULT-VALUE}.",
      defaultValue = "90")
  int days;

  @Option(
      names = "--as-if",
      paramLabel = "KEY=VALUE",
      description =
          "Compare with edited rules: a key of a policy and another value, such as keep=P6M; may be"
              + " repeated. Counts for the policies chosen.")
  List<String> edits = new ArrayList<>();

  @Override
  public Integer call() {
    if (days < 1 || days > Forecaster.LONGEST) {
      throw new UsageException("--days must be 1 to " + Forecaster.LONGEST + ", not " + days);
    }
    Program program = Console.parent(parent);
    Rules edited = edits.isEmpty() ? null : edited(program);
    Console console = Console.of(spec);
    try (Application application = program.start(false)) {
      Progress progress = program.progress();
      application.show(progress);
      Forecaster forecaster = application.get(Forecaster.class);
      List<ForecastView> views = new ArrayList<>();
      List<RunExit> exits = new ArrayList<>();
      for (Policy policy : policies.of(application.get(Rules.class))) {
        try (NameStore names = new NameStore()) {
          Forecaster.Told told = forecaster.forecast(policy, days, edited, names);
          views.add(ForecastView.of(told, edits));
          printNotes(console.err(), policy, told);
          exits.add(told.unreadable().isEmpty() ? RunExit.DONE : RunExit.PARTITIONS_FAILED);
        } catch (RunFailure e) {
          progress.clear();
          Console.error(spec, e.exit(), "policy " + policy.name() + ": " + e.getMessage());
          exits.add(e.exit());
        }
      }
      output.print(console.out(), views, ForecastTables.of(views));
      return RunExit.gravest(exits).code();
    }
  }

  /** Checked before anything is contacted. */
  private Rules edited(Program program) {
    Map<String, String> values;
    try {
      values = Edits.byKey(edits);
    } catch (RuleException e) {
      throw new UsageException("--as-if expects KEY=VALUE: " + e.getMessage());
    }
    Map<String, Map<String, String>> byPolicy = new HashMap<>();
    policies.of(program.rules()).forEach(policy -> byPolicy.put(policy.name(), values));
    return program.rulesOnDisk().edited(byPolicy, program.now());
  }

  private static void printNotes(PrintWriter err, Policy policy, Forecaster.Told told) {
    String name = "policy " + policy.name() + ": ";
    told.notes().forEach(note -> err.println(Visible.line(name + note)));
    told.unreadable()
        .forEach(sentence -> err.println(Visible.line(name + "not read: " + sentence)));
  }
}

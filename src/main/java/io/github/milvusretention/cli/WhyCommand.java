package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.RecordedPolicy;
import io.github.milvusretention.cli.evidence.Look;
import io.github.milvusretention.cli.evidence.Records;
import io.github.milvusretention.cli.evidence.Why;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.text.Visible;
import java.time.Clock;
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
    name = "why",
    mixinStandardHelpOptions = true,
    description =
        "Tells why a partition is still there, when it goes and what would have to change; and of"
            + " one that was planned or dropped when, by which run, rules and plan, who accepted"
            + " it, and each call that was sent with its answer. Every collection that has or had"
            + " one of that name is told. Changes nothing.")
final class WhyCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "PARTITION", description = "The exact name of the partition.")
  String partition = "";

  @Option(
      names = "--policy",
      paramLabel = "P",
      description = "Only what concerns this policy, which may be gone from the rules.")
  @Nullable String policy;

  @Option(names = "--database", paramLabel = "D", description = "Only in this database.")
  @Nullable String database;

  @Option(names = "--collection", paramLabel = "C", description = "Only in this collection.")
  @Nullable String collection;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Application application = Console.parent(parent).start(false)) {
      RecordedPolicy.refuseUnknown(
          policy, application.get(Rules.class), application.get(History.class));
      Look look =
          new Look(
              application.get(Planner.class),
              application.get(Forecaster.class),
              new Records(
                  application.get(Evidence.class),
                  application.get(History.class),
                  application.get(Rules.class)),
              application.get(Sightings.class),
              application.get(Clock.class));
      List<Policy> asked =
          application.get(Rules.class).policies().values().stream()
              .filter(each -> policy == null || each.name().equals(policy))
              .toList();
      if (asked.isEmpty()) {
        console
            .err()
            .println(
                Visible.line(
                    "the rules have no policy " + policy + " now; what is recorded of it is told"));
      }
      Why why = look.at(new Evidence.Question(partition, policy, database, collection), asked);
      output.print(console.out(), why, why.tables());
      if (why.knowsNothing()) {
        console
            .err()
            .println(
                Visible.line("nothing is known of a partition " + partition + "; names are exact"));
      }
      return look.exit().code();
    }
  }
}

package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.PolicyOption;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.cli.plan.Accepting;
import io.github.milvusretention.cli.plan.PlanAnswer;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.freeze.Remembering;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Dry run: what is due in each collection, and the answers of the guards; with --details"
            + " each partition with its verdict and reason. Drops nothing. The exit code is that of"
            + " a run whose drops all succeed.")
final class PlanCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin PolicyOption policies = new PolicyOption();
  @Mixin RowsOption rows = new RowsOption();
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--as-of",
      paramLabel = "D",
      description =
          "Decide as of this date (2026-11-24) or hour (2026-11-24T03); may be in the" + " future.")
  @Nullable String asOf;

  @Option(
      names = "--details",
      description = "A line for each partition, with its verdict and reason. JSON has them always.")
  boolean details;

  @Option(
      names = "--only",
      paramLabel = "VERDICT",
      split = ",",
      description =
          "Only the partitions with this verdict, a line each; several with commas:"
              + " ${COMPLETION-CANDIDATES}.")
  Set<Verdict> only = EnumSet.noneOf(Verdict.class);

  @Option(
      names = "--save",
      description =
          "Keep the plan, so that run --accept DIGEST takes exactly it, with its as-of, within 24"
              + " hours, and says what changed if it is not the same any more.")
  boolean save;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    AsOf moment = asOf == null ? null : AsOf.parse(asOf);
    if (output.isJson() && !only.isEmpty()) {
      throw new UsageException("--only is for tables: JSON has every partition with its verdict");
    }
    try (Application application = Console.parent(parent).start(false);
        NameStore names = new NameStore()) {
      Progress progress = Console.parent(parent).progress();
      application.show(progress);
      List<RunExit> exits = new ArrayList<>();
      Planner planner = application.get(Planner.class);
      Clock clock = application.get(Clock.class);
      PlanAnswer answer =
          answer(console.out(), new Accepting(application.get(AcceptCommand.class), save, clock));
      for (Policy policy : policies.of(application.get(Rules.class))) {
        ReviewedPlan planned;
        try {
          planned =
              planner.plan(
                  policy,
                  moment == null ? policy.asOf(clock.instant()) : moment,
                  names,
                  rows.count(),
                  Console.parent(parent).watched());
        } catch (RunFailure e) {
          progress.clear();
          Console.error(spec, e.exit(), "policy " + policy.name() + ": " + e.getMessage());
          exits.add(e.exit());
          continue;
        }
        exits.add(exit(planned));
        printNotes(console.err(), planned);
        if (save) {
          application.get(Remembering.class).save(planned, TerminalUser.requestedBy());
        }
        // Where this fails the command does: what is written by then is no part of another plan.
        answer.add(planned);
      }
      answer.end();
      return RunExit.gravest(exits).code();
    }
  }

  private PlanAnswer answer(PrintWriter out, Accepting accept) {
    if (output.isJson()) {
      return PlanAnswer.json(out, accept);
    }
    return details || !only.isEmpty()
        ? PlanAnswer.ofPartitions(
            out, output, accept, only.isEmpty() ? EnumSet.allOf(Verdict.class) : only)
        : PlanAnswer.ofCollections(out, output, accept);
  }

  private static RunExit exit(ReviewedPlan planned) {
    if (!planned.refusals().isEmpty()) {
      return RunExit.GUARD_REFUSED;
    }
    return planned.unreadable().isEmpty() ? RunExit.DONE : RunExit.PARTITIONS_FAILED;
  }

  private static void printNotes(PrintWriter err, ReviewedPlan planned) {
    String policy = "policy " + planned.plan().policy().name() + ": ";
    planned.notes().forEach(note -> err.println(Visible.line(policy + note)));
    planned
        .unreadable()
        .forEach(sentence -> err.println(Visible.line(policy + "not read: " + sentence)));
  }
}

package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.PolicyOption;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.RunAnswer;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.ledger.plans.SavedPlan;
import io.github.milvusretention.ledger.plans.SavedPlans;
import io.github.milvusretention.notify.AfterRuns;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.StopSignal;
import io.github.milvusretention.run.Trigger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs the job now, in the foreground. If a run of the same policy and as-of exists: a"
            + " finished one is reported as already done, an unfinished one is continued.")
final class RunCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin PolicyOption policies = new PolicyOption();
  @Mixin RunOptions options = new RunOptions();
  @Mixin OutputOption output = new OutputOption();
  @Mixin MetricsFileOption metricsFile = new MetricsFileOption();

  @Option(
      names = "--as-of",
      paramLabel = "D",
      description =
          "Decide as of this date (2026-11-24) or hour (2026-11-24T03), not in the future.")
  @Nullable String asOf;

  @Option(
      names = "--again",
      description = "Run again, as a new attempt, even if the run of this as-of is finished.")
  boolean again;

  @Override
  public Integer call() {
    AsOf moment = asOf == null ? null : AsOf.parse(asOf);
    String reason = options.reason();
    String accept = options.accept();
    boolean watched = Console.parent(parent).watched();
    try (Application application = Console.parent(parent).start(false)) {
      if (!watched) {
        application.announce();
      }
      Optional<SavedPlan> kept =
          Optional.ofNullable(accept).flatMap(application.get(SavedPlans.class)::find);
      if (kept.isPresent()) {
        // What of it differs from what is said here is told with the refusal.
        policies.orElse(kept.get().policy());
        moment = moment == null ? kept.get().asOf() : moment;
      }
      List<Policy> chosen = policies.of(application.get(Rules.class));
      refuseFuture(moment, chosen, application.get(Clock.class));
      if (accept != null && chosen.size() != 1) {
        throw new UsageException("--accept applies to one plan: choose its policy with --policy");
      }
      application.stopOnSignal(Console.of(spec).err());
      application.show(Console.parent(parent).progress());
      metricsFile.observe(application);
      Runner runner = application.get(Runner.class);
      List<RunReport> reports = new ArrayList<>();
      StopSignal stop = application.get(StopSignal.class);
      for (Policy policy : chosen) {
        if (stop.requested()) {
          break;
        }
        reports.add(
            runner.run(
                new RunRequest(
                        policy.name(),
                        moment,
                        again,
                        accept,
                        options.countRows(),
                        new RunOrigin(Trigger.MANUAL, TerminalUser.requestedBy(), reason, watched))
                    .by(TerminalUser.actor())));
      }
      metricsFile.write(application);
      int exit = RunAnswer.print(Console.of(spec).out(), output, reports);
      application.get(AfterRuns.class).tell(reports);
      return exit;
    }
  }

  private static void refuseFuture(@Nullable AsOf moment, List<Policy> chosen, Clock clock) {
    if (moment == null) {
      return;
    }
    for (Policy policy : chosen) {
      if (moment.isAfter(clock.instant(), policy.zone())) {
        throw new UsageException(
            "as of "
                + moment
                + " is in the future for policy "
                + policy.name()
                + " (zone "
                + policy.zone()
                + "); plan accepts a future date, run does not");
      }
    }
  }
}

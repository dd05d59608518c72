package io.github.milvusretention.job;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.drop.Leftovers;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.caution.RowGrowth;
import io.github.milvusretention.plan.freeze.PlanFreezer;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.ThisProgram;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.RunStop;
import io.github.milvusretention.run.StopRequests;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Settles what earlier runs left undecided, then makes the plan and freezes it. Drops nothing. Read
 * are the partitions that a verdict was decided for, written those frozen into the ledger, filtered
 * the others.
 */
class PlanTasklet implements Tasklet {
  private static final Logger log = LoggerFactory.getLogger(PlanTasklet.class);

  private final Rules rules;
  private final Clusters clusters;
  private final Planner planner;
  private final PlanFreezer freezer;
  private final RowGrowth growth;
  private final Plans plans;
  private final Releases releases;
  private final Ledger ledger;
  private final StopRequests stops;
  private final Clock clock;
  private final CrashPoints crashPoints;
  private final ThisProgram program;

  PlanTasklet(
      Rules rules,
      Clusters clusters,
      Planner planner,
      PlanFreezer freezer,
      RowGrowth growth,
      Plans plans,
      Releases releases,
      Ledger ledger,
      StopRequests stops,
      Clock clock,
      CrashPoints crashPoints,
      ThisProgram program) {
    this.program = program;
    this.clock = clock;
    this.rules = rules;
    this.clusters = clusters;
    this.planner = planner;
    this.freezer = freezer;
    this.growth = growth;
    this.plans = plans;
    this.releases = releases;
    this.ledger = ledger;
    this.stops = stops;
    this.crashPoints = crashPoints;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    StepExecution step = context.getStepContext().getStepExecution();
    RunParameters parameters = RunParameters.of(step.getJobExecution().getJobParameters());
    RunKey run = parameters.run();
    Policy policy = rules.policy(run.policy());
    ExecutionLease by = new ExecutionLease(step.getJobExecutionId(), parameters.lease());
    Leftovers leftovers = new Leftovers(ledger, clusters.of(policy), by);
    // It is frozen if the process died between freezing the plan and ending this step.
    if (plans.find(run).filter(PlanRecord::frozen).isEmpty()) {
      refuseFuture(run, policy);
      RunStop stop = stops.of(parameters.lease());
      settle(leftovers, run, stop);
      plan(parameters, policy, by.executionId(), stop, contribution);
    }
    leftovers.handOver(run);
    return RepeatStatus.FINISHED;
  }

  private void plan(
      RunParameters parameters,
      Policy policy,
      long executionId,
      RunStop stop,
      StepContribution contribution) {
    RunKey run = parameters.run();
    try (NameStore names = new NameStore()) {
      ReviewedPlan planned =
          planner.plan(
              policy,
              run,
              names,
              parameters.countRows(),
              parameters.origin().watched(),
              stop::check);
      tell(run, planned);
      planned.releases().note(releases, parameters.lease());
      int decided = planned.plan().size();
      int due = planned.plan().due(parameters.accept() != null).size();
      for (int i = 0; i < decided; i++) {
        contribution.incrementReadCount();
      }
      contribution.incrementFilterCount(decided - due);
      crashPoints.reached(CrashPoint.PLAN_MADE);
      growth.remember(planned, new ExecutionLease(executionId, parameters.lease()));
      freeze(planned, parameters, executionId);
      contribution.incrementWriteCount(due);
      // The report quotes what was held.
      contribution.setExitStatus(ExitStatus.COMPLETED.addExitDescription(planned.held().summary()));
    }
  }

  private void freeze(ReviewedPlan planned, RunParameters parameters, long executionId) {
    try {
      freezer.freeze(planned, parameters, executionId);
    } catch (RunFailure refused) {
      tellRefused(parameters.run(), planned);
      throw refused;
    }
  }

  /** It was computed by a clock that has been set back since; by this one nothing expired yet. */
  private void refuseFuture(RunKey run, Policy policy) {
    Instant now = clock.instant();
    if (run.asOf().isAfter(now.plus(rules.clockTolerance()), policy.zone())) {
      throw new RunFailure(
          RunExit.GUARD_REFUSED,
          "guard clock: the as-of "
              + run.asOf()
              + " is in the future by this machine's clock ("
              + now
              + "); nothing was dropped. To start a run of the current as-of: "
              + program.command("run", "--policy", run.policy()));
    }
  }

  private static void settle(Leftovers leftovers, RunKey run, RunStop stop) {
    try {
      leftovers.settle(run, stop::check);
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private static void tell(RunKey run, ReviewedPlan planned) {
    int waiting = planned.plan().count(Action.WAIT);
    if (waiting > 0) {
      log.info("{}: {} released partitions wait for the end of their grace", run, waiting);
    }
    int inUse = planned.plan().summary().getOrDefault(Verdict.IN_USE, 0);
    if (inUse > 0) {
      log.warn("{}: {} released partitions were loaded again and are kept", run, inUse);
    }
    planned.notes().forEach(note -> log.warn("{}: {}", run, note));
    planned.acting().novelties().forEach(each -> log.warn("{}: {}", run, each.whole()));
    // The end of the run counts them.
    planned.waiting().forEach(line -> log.warn("{}: {}", run, line));
  }

  /** What the end of the run would tell, which a refused plan has not. */
  private static void tellRefused(RunKey run, ReviewedPlan planned) {
    planned.unreadable().forEach(sentence -> log.warn("{}: {}", run, sentence));
  }
}

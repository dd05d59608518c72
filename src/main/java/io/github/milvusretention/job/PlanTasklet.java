package io.github.milvusretention.job;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.drop.LeasedLedger;
import io.github.milvusretention.drop.Leftovers;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.ledger.Acceptance;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.PlanRecord;
import io.github.milvusretention.ledger.Plans;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Makes the plan, asks the guards, and freezes it. Nothing is touched here. */
class PlanTasklet implements Tasklet {
  private static final Logger log = LoggerFactory.getLogger(PlanTasklet.class);

  private final Rules rules;
  private final Planner planner;
  private final Clusters clusters;
  private final Plans plans;
  private final Ledger ledger;
  private final Leases leases;
  private final Clock clock;
  private final CrashPoints moments;

  PlanTasklet(
      Rules rules,
      Planner planner,
      Clusters clusters,
      Plans plans,
      Ledger ledger,
      Leases leases,
      Clock clock,
      CrashPoints moments) {
    this.rules = rules;
    this.planner = planner;
    this.clusters = clusters;
    this.plans = plans;
    this.ledger = ledger;
    this.leases = leases;
    this.clock = clock;
    this.moments = moments;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    StepExecution step = context.getStepContext().getStepExecution();
    RunParameters parameters = RunParameters.of(step.getJobExecution().getJobParameters());
    if (plans.find(parameters.run()).filter(PlanRecord::frozen).isPresent()) {
      // The process died between freezing the plan and saying so: it stays the upper bound.
      leftovers(parameters, step.getJobExecutionId()).handOver(parameters.run());
      return RepeatStatus.FINISHED;
    }
    Leftovers leftovers = leftovers(parameters, step.getJobExecutionId());
    try {
      leftovers.settle(parameters.run());
    } catch (MilvusException e) {
      throw new RunFailure(RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
    plan(parameters, step.getJobExecutionId());
    leftovers.handOver(parameters.run());
    return RepeatStatus.FINISHED;
  }

  private Leftovers leftovers(RunParameters parameters, long executionId) {
    Milvus milvus = clusters.of(rules.policy(parameters.run().policy()));
    return new Leftovers(
        ledger,
        milvus,
        new LeasedLedger(
            ledger, leases, parameters.lease(), executionId, MachineClocks.REAL, clock));
  }

  private void plan(RunParameters parameters, long executionId) {
    RunKey run = parameters.run();
    ReviewedPlan planned = planner.plan(rules.policy(run.policy()), run.asOf());
    planned.notes().forEach(note -> log.warn("{}: {}", run, note));
    planned.unreadable().forEach(sentence -> log.warn("{}: {}", run, sentence));
    moments.reached(CrashPoint.PLAN_MADE);
    String refusedBy = planned.refusals().stream().map(Refusal::message).collect(joining("; "));
    String unreadable = String.join("; ", planned.unreadable());
    String digest = planned.plan().digest();
    Optional<String> refusal = refusal(run, executionId, digest, refusedBy, parameters.accept());
    if (refusal.isPresent()) {
      plans.refuse(run, planned.plan(), executionId, refusedBy, unreadable, parameters.lease());
      throw new RunFailure(RunExit.GUARD_REFUSED, refusal.get());
    }
    plans.freeze(
        run,
        planned.plan(),
        planned.seen(),
        planned.rows(),
        executionId,
        refusedBy,
        unreadable,
        refusedBy.isEmpty() ? null : acceptance(parameters, digest),
        parameters.lease());
    moments.reached(CrashPoint.PLAN_FROZEN);
  }

  private Optional<String> refusal(
      RunKey run, long executionId, String digest, String refusedBy, @Nullable String accept) {
    if (accept == null) {
      return refusedBy.isEmpty()
          ? Optional.empty()
          : Optional.of(refusedBy + "; nothing was dropped. " + cure(executionId, digest));
    }
    if (!accept.equals(digest)) {
      return Optional.of(
          "the plan that was accepted is not the plan of now (the rules, the as-of or the expired"
              + " partitions changed); nothing was dropped"
              + (refusedBy.isEmpty() ? "" : "; " + refusedBy)
              + ". "
              + cure(executionId, digest));
    }
    return plans
        .acceptedElsewhere(digest, run)
        .map(
            other ->
                "this plan was accepted once already, for "
                    + other
                    + "; an acceptance counts once; nothing was dropped");
  }

  private static String cure(long executionId, String digest) {
    return "To accept exactly this plan: rerun " + executionId + " --accept " + digest;
  }

  private static Acceptance acceptance(RunParameters parameters, String digest) {
    return new Acceptance(digest, parameters.requestedBy(), parameters.reason());
  }
}

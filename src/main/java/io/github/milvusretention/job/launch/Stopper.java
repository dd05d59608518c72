package io.github.milvusretention.job.launch;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.rules.process.ThisProgram;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import org.springframework.batch.core.job.JobExecution;

/**
 * Asks exactly one run, in whatever process, to stop after the partition in hand. Who asked is
 * written in the same transaction.
 */
public class Stopper {
  private final History history;
  private final Leases leases;
  private final AuditLog audit;
  private final ThisProgram program;

  Stopper(History history, Leases leases, AuditLog audit, ThisProgram program) {
    this.history = history;
    this.leases = leases;
    this.audit = audit;
    this.program = program;
  }

  /** There was nothing to stop; the message says why. */
  public static final class NothingToStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NothingToStop(String why) {
      super(why);
    }
  }

  /**
   * Returns the run that was asked. Throws {@link NothingToStop}.
   *
   * @param executionId of an execution that there is
   * @param reason in the person's words; may be empty
   */
  public RunKey stop(long executionId, Actor actor, String reason) {
    JobExecution found = history.execution(executionId).orElseThrow();
    RunParameters parameters = RunParameters.of(found.getJobParameters());
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.STOP,
            LaunchAudit.target(parameters.run()).execution(executionId),
            reason,
            Outcome.DONE,
            "it stops after the current partition");
    if (!found.getStatus().isRunning()) {
      throw refused(
          entry, "run " + executionId + " is " + found.getStatus() + "; there is nothing to stop");
    }
    if (!leases.requestStop(parameters.lease(), () -> audit.record(entry))) {
      throw refused(
          entry,
          "the process of run "
              + executionId
              + " is dead. To continue it: "
              + program.command("rerun", executionId));
    }
    return parameters.run();
  }

  /** Whether that execution is in progress and was asked to stop already. */
  public boolean isStopping(long executionId) {
    return history
        .execution(executionId)
        .filter(execution -> execution.getStatus().isRunning())
        .map(execution -> RunParameters.of(execution.getJobParameters()).lease())
        .filter(leases::stopRequested)
        .isPresent();
  }

  private NothingToStop refused(AuditEntry entry, String why) {
    audit.recordEnd(entry.ended(Outcome.REFUSED, why));
    return new NothingToStop(why);
  }
}

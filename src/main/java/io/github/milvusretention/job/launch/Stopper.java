package io.github.milvusretention.job.launch;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.lease.Lease;
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

    private final boolean stopping;

    private NothingToStop(String why, boolean stopping) {
      super(why);
      this.stopping = stopping;
    }

    /** Whether it stops already, as somebody else has asked it to. */
    public boolean isStopping() {
      return stopping;
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
          entry,
          "run " + executionId + " is " + found.getStatus() + "; there is nothing to stop",
          false);
    }
    Lease lease = parameters.lease();
    if (!leases.requestStop(lease, () -> audit.record(entry))) {
      if (leases.stopRequested(lease)) {
        throw refused(
            entry, "it was asked to stop already, and stops after the partition in hand", true);
      }
      throw refused(
          entry,
          "the process of run "
              + executionId
              + " is dead. To continue it: "
              + program.command("rerun", executionId),
          false);
    }
    return parameters.run();
  }

  private NothingToStop refused(AuditEntry entry, String why, boolean stopping) {
    audit.recordEnd(entry.ended(Outcome.REFUSED, why));
    return new NothingToStop(why, stopping);
  }
}

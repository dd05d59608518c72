package io.github.milvusretention.job.launch;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunKey;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;

/**
 * Records who asked for a run. That it started is written by the transaction in which Spring Batch
 * creates its execution: a process may die before it, when neither is there and nothing was done,
 * or after it, when both are; an execution that a person asked for is never without its row. A
 * daemon that continues it later does so for nobody, and writes none.
 */
public class LaunchAudit {
  /** A launch creates its execution in the thread that asks for it. */
  private final ThreadLocal<@Nullable AuditEntry> launching = new ThreadLocal<>();

  private final AuditLog audit;

  LaunchAudit(AuditLog audit) {
    this.audit = audit;
  }

  /** Launches a run, whose execution is recorded as started if a person asked for it. */
  <T> T during(RunRequest request, RunKey run, Supplier<T> launch) {
    Actor actor = request.actor();
    if (actor == null) {
      return launch.get();
    }
    launching.set(entry(actor, request, run, Outcome.STARTED, ""));
    try {
      return launch.get();
    } finally {
      launching.remove();
    }
  }

  /** To be called within the transaction that creates the execution. */
  public void created(JobExecution execution) {
    AuditEntry entry = launching.get();
    if (entry != null) {
      audit.record(entry.on(entry.target().execution(execution.getId())));
      launching.remove();
    }
  }

  /** Records that nothing was started, if that is what the report says. */
  void record(RunRequest request, RunReport report) {
    Actor actor = request.actor();
    if (actor == null) {
      return;
    }
    boolean already = report.status().equals(RunReport.ALREADY_DONE);
    if (already || report.executionId() == null) {
      Outcome outcome =
          already || report.status().equals(RunReport.LOCKED) ? Outcome.REFUSED : Outcome.FAILED;
      // What cures it is an option of a command, which means nothing to whoever clicked.
      String why =
          already && actor.source() != Actor.Source.COMMAND
              ? "already done; a new attempt makes a new plan"
              : report.message();
      audit.recordEnd(entry(actor, request, report.run(), outcome, why));
    }
  }

  /** Records that nothing was started, and why. */
  void refused(RunRequest request, RunKey run, String why) {
    Actor actor = request.actor();
    if (actor != null) {
      audit.recordEnd(entry(actor, request, run, Outcome.REFUSED, why));
    }
  }

  private static AuditEntry entry(
      Actor actor, RunRequest request, RunKey run, Outcome outcome, String message) {
    return new AuditEntry(
        actor,
        request.act(),
        target(run, request.decidedOn()),
        request.accept(),
        request.origin().reason(),
        outcome,
        message);
  }

  /** Also names the execution whose plan was accepted, which may be of another attempt. */
  private static Target target(RunKey run, @Nullable Long decidedOn) {
    Target target = target(run);
    return decidedOn == null
        ? target
        : new Target(target.text() + ", decided on run " + decidedOn, target.policy());
  }

  static Target target(RunKey run) {
    return new Target("run of " + run, run.policy());
  }
}

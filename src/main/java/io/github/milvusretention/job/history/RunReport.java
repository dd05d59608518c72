package io.github.milvusretention.job.history;

import io.github.milvusretention.lease.LeaseHolder;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run that was asked for, as {@code run} and {@code rerun} show it.
 *
 * @param executionId null if nothing was started
 * @param counts of the run's ledger: of all its executions
 * @param origin null if nothing was started
 */
public record RunReport(
    RunKey run,
    @Nullable Long executionId,
    Outcome outcome,
    LedgerCounts counts,
    Times times,
    @Nullable RunOrigin origin) {
  /** The status of a finished run that was requested again. */
  public static final String ALREADY_DONE = "ALREADY_DONE";

  /** The status of one that was not started, since another run of its policy is in progress. */
  public static final String LOCKED = "LOCKED";

  /**
   * How a run ended.
   *
   * @param status Spring Batch's status, or ALREADY_DONE, LOCKED or ERROR
   * @param message what a person should know; may be empty
   */
  public record Outcome(String status, RunExit exit, String message) {}

  /** When a run started and ended; null if it did not. */
  public record Times(@Nullable Instant start, @Nullable Instant end) {}

  /**
   * Of one that has ended.
   *
   * @param counts what is to be told of it
   */
  public static RunReport of(PastExecution execution, LedgerCounts counts) {
    // Its end could not be recorded; nobody else can go on before its lease has expired.
    RunExit exit = Objects.requireNonNullElse(execution.exit(), RunExit.LOCKED);
    return new RunReport(
        execution.run(),
        execution.executionId(),
        new Outcome(execution.status(), exit, execution.message()),
        counts,
        new Times(execution.start(), execution.end()),
        execution.origin());
  }

  /** Of a run that was not started, since another of its policy is running. */
  public static RunReport locked(RunKey run, Optional<LeaseHolder> holder) {
    return notStarted(
        run,
        new Outcome(
            LOCKED,
            RunExit.LOCKED,
            "another run of this policy is in progress"
                + holder
                    .map(h -> ": " + h.owner() + " holds its lease until " + h.until())
                    .orElse("")));
  }

  /** Of a run that ended before it could be recorded. */
  public static RunReport broken(RunKey run, RunExit exit, String message) {
    return notStarted(run, new Outcome("ERROR", exit, message));
  }

  /**
   * Of a run that began and whose end could not be recorded.
   *
   * @param counts of what was recorded
   */
  public static RunReport broken(
      RunKey run, long executionId, LedgerCounts counts, RunExit exit, String message) {
    return new RunReport(
        run, executionId, new Outcome("ERROR", exit, message), counts, new Times(null, null), null);
  }

  private static RunReport notStarted(RunKey run, Outcome outcome) {
    return new RunReport(run, null, outcome, LedgerCounts.NONE, new Times(null, null), null);
  }

  /** The report of a finished run that was requested again. */
  public RunReport alreadyDone(boolean accepted) {
    String message =
        (accepted ? "already done, nothing was accepted" : "already done")
            + "; --again makes a new plan";
    Outcome done = new Outcome(ALREADY_DONE, RunExit.DONE, message);
    return new RunReport(run, executionId, done, counts, times, origin);
  }

  public String status() {
    return outcome.status();
  }

  public RunExit exit() {
    return outcome.exit();
  }

  /** May be empty. */
  public String message() {
    return outcome.message();
  }

  /** Null if it did not end. */
  public @Nullable Instant end() {
    return times.end();
  }
}

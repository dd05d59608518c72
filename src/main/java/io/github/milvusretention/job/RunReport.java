package io.github.milvusretention.job;

import io.github.milvusretention.lease.LeaseHolder;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run, as {@code run}, {@code rerun} and {@code runs} show it.
 *
 * @param executionId null if nothing was started
 * @param counts of the run's ledger
 * @param origin null if nothing was started
 */
public record RunReport(
    RunKey run,
    @Nullable Long executionId,
    Outcome outcome,
    LedgerCounts counts,
    Times times,
    @Nullable RunOrigin origin) {
  /** The status of a finished run that was requested once more. */
  public static final String ALREADY_DONE = "ALREADY_DONE";

  /**
   * How a run ended, or that it is running.
   *
   * @param status Spring Batch's status, or ALREADY_DONE, LOCKED or ERROR
   * @param message what a person should know; may be empty
   */
  public record Outcome(String status, RunExit exit, String message) {}

  /** When a run started and ended; null if it did not. */
  public record Times(@Nullable Instant start, @Nullable Instant end) {}

  /** Of a run that was not started, since another of its policy is running. */
  static RunReport locked(RunKey run, Optional<LeaseHolder> holder) {
    return notStarted(
        run,
        new Outcome(
            "LOCKED",
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
  static RunReport broken(
      RunKey run, long executionId, LedgerCounts counts, RunExit exit, String message) {
    return new RunReport(
        run, executionId, new Outcome("ERROR", exit, message), counts, new Times(null, null), null);
  }

  private static RunReport notStarted(RunKey run, Outcome outcome) {
    return new RunReport(run, null, outcome, LedgerCounts.NONE, new Times(null, null), null);
  }

  /** The report of a finished run that was requested once more. */
  RunReport alreadyDone(boolean accepted) {
    String message =
        accepted
            ? "already done, nothing was accepted; --again starts a new attempt"
            : "already done";
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

  /** Null if it did not start. */
  public @Nullable Instant start() {
    return times.start();
  }

  /** Null if it did not end. */
  public @Nullable Instant end() {
    return times.end();
  }

  /** Empty if nothing was started. */
  public String trigger() {
    return origin == null ? "" : origin.trigger().toString();
  }

  /** Empty if nothing was started. */
  public String requestedBy() {
    return origin == null ? "" : origin.requestedBy();
  }

  /** In that person's words; empty if none was given or nothing was started. */
  public String reason() {
    return origin == null ? "" : origin.reason();
  }
}

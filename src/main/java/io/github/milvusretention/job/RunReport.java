package io.github.milvusretention.job;

import io.github.milvusretention.lease.LeaseHolder;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run, as {@code run}, {@code rerun} and {@code runs} show it.
 *
 * @param executionId null if nothing was started
 * @param status Spring Batch's status, or ALREADY_DONE, LOCKED or ERROR
 * @param message what a person should know; may be empty
 * @param failed planned partitions that are neither gone nor skipped
 */
public record RunReport(
    RunKey run,
    @Nullable Long executionId,
    String status,
    RunExit exit,
    String message,
    int dropped,
    int absent,
    int skipped,
    int failed,
    @Nullable Instant start,
    @Nullable Instant end,
    String trigger,
    String requestedBy,
    String reason) {

  static RunReport locked(RunKey run, Optional<LeaseHolder> holder) {
    return notStarted(
        run,
        "LOCKED",
        RunExit.LOCKED,
        "another run of this policy is going on"
            + holder.map(h -> ": " + h.owner() + " holds it until " + h.until()).orElse(""));
  }

  static RunReport broken(RunKey run, RunExit exit, String message) {
    return notStarted(run, "ERROR", exit, message);
  }

  private static RunReport notStarted(RunKey run, String status, RunExit exit, String message) {
    return new RunReport(run, null, status, exit, message, 0, 0, 0, 0, null, null, "", "", "");
  }

  /** The report of a finished run that was asked for once more. */
  RunReport alreadyDone(boolean accepted) {
    String message =
        accepted ? "already done, nothing was accepted; --again runs it anew" : "already done";
    return new RunReport(
        run,
        executionId,
        "ALREADY_DONE",
        RunExit.DONE,
        message,
        dropped,
        absent,
        skipped,
        failed,
        start,
        end,
        trigger,
        requestedBy,
        reason);
  }
}

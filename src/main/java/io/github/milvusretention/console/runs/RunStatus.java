package io.github.milvusretention.console.runs;

import io.github.milvusretention.job.history.ExecutionFilter;
import io.github.milvusretention.period.RuleException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/** The words by which the list of runs is filtered: those that its rows show. */
enum RunStatus {
  RUNNING(null, BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING),
  COMPLETED(null, BatchStatus.COMPLETED),
  REFUSED(true),
  FAILED(false, BatchStatus.FAILED),
  STOPPED(null, BatchStatus.STOPPED);

  private static final List<String> NAMES = Stream.of(values()).map(Enum::name).toList();

  private final @Nullable Boolean refused;
  private final Set<BatchStatus> statuses;

  RunStatus(@Nullable Boolean refused, BatchStatus... statuses) {
    this.refused = refused;
    this.statuses = Set.of(statuses);
  }

  static List<String> names() {
    return NAMES;
  }

  /**
   * Throws {@link RuleException} for another word.
   *
   * @param policy empty for all, as the status
   */
  static ExecutionFilter filter(String policy, String status) {
    String of = policy.isEmpty() ? null : policy;
    if (status.isEmpty()) {
      return ExecutionFilter.of(of);
    }
    RuleException.check(
        NAMES.contains(status),
        "state",
        "\"" + status + "\" is no status of a run",
        "write one of " + String.join(", ", NAMES));
    RunStatus known = valueOf(status);
    return new ExecutionFilter(of, known.statuses, known.refused);
  }
}

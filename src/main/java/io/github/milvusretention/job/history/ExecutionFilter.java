package io.github.milvusretention.job.history;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * Which executions.
 *
 * @param policy null for those of all policies
 * @param statuses Spring Batch's; none for any
 * @param refused whether a guard refused the plan; null for either
 */
public record ExecutionFilter(
    @Nullable String policy, Set<BatchStatus> statuses, @Nullable Boolean refused) {
  public ExecutionFilter {
    statuses = Set.copyOf(statuses);
  }

  /**
   * @param policy null for all executions
   */
  public static ExecutionFilter of(@Nullable String policy) {
    return new ExecutionFilter(policy, Set.of(), null);
  }

  /** What follows the columns. By EXISTS: joins would read all executions for the few of a page. */
  String sql() {
    return " FROM batch_job_execution e WHERE EXISTS (SELECT 1 FROM batch_job_instance i WHERE"
        + " i.job_instance_id = e.job_instance_id AND i.job_name = :job)"
        + (policy == null
            ? ""
            : " AND EXISTS (SELECT 1 FROM batch_job_execution_params p WHERE p.job_execution_id ="
                + " e.job_execution_id AND p.parameter_name = 'policy' AND p.parameter_value ="
                + " :policy)")
        + (statuses.isEmpty() ? "" : " AND e.status IN (:statuses)")
        + (refused == null ? "" : " AND e.exit_code " + (refused ? "=" : "<>") + " :refusal");
  }

  Map<String, Object> params() {
    Map<String, Object> params = new HashMap<>();
    params.put("job", RunParameters.JOB);
    if (policy != null) {
      params.put("policy", policy);
    }
    if (!statuses.isEmpty()) {
      params.put("statuses", statuses.stream().map(Enum::name).collect(Collectors.toSet()));
    }
    if (refused != null) {
      params.put("refusal", RunExit.GUARD_REFUSED.name());
    }
    return params;
  }
}

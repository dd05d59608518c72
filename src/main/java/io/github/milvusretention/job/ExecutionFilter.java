package io.github.milvusretention.job;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * Which executions.
 *
 * @param policy null for those of all policies
 * @param status Spring Batch's; null for any
 */
public record ExecutionFilter(@Nullable String policy, @Nullable BatchStatus status) {
  /** What follows the columns. By EXISTS: joins would read all executions for the few of a page. */
  String sql() {
    return " FROM batch_job_execution e WHERE EXISTS (SELECT 1 FROM batch_job_instance i WHERE"
        + " i.job_instance_id = e.job_instance_id AND i.job_name = :job)"
        + (policy == null
            ? ""
            : " AND EXISTS (SELECT 1 FROM batch_job_execution_params p WHERE p.job_execution_id ="
                + " e.job_execution_id AND p.parameter_name = 'policy' AND p.parameter_value ="
                + " :policy)")
        + (status == null ? "" : " AND e.status = :status");
  }

  Map<String, String> params() {
    Map<String, String> params = new HashMap<>();
    params.put("job", RetentionJob.NAME);
    if (policy != null) {
      params.put("policy", policy);
    }
    if (status != null) {
      params.put("status", status.name());
    }
    return params;
  }
}

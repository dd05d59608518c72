package io.github.milvusretention.drop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/** One {@link Circuit} for each run of this process. */
public class Circuits implements JobExecutionListener {
  private final Map<Long, Circuit> circuits = new ConcurrentHashMap<>();

  public Circuit of(long executionId) {
    return circuits.computeIfAbsent(executionId, id -> new Circuit());
  }

  @Override
  public void afterJob(JobExecution execution) {
    circuits.remove(execution.getId());
  }
}

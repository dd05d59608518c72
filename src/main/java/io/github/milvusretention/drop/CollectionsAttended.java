package io.github.milvusretention.drop;

import java.util.Collection;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * The drop step is over when every collection was attended to. That one failed is said by its own
 * step, which a restart runs again, and by the report step, which fails the job.
 */
public final class CollectionsAttended implements StepExecutionAggregator {
  @Override
  public void aggregate(StepExecution drop, Collection<StepExecution> collections) {
    for (StepExecution collection : collections) {
      if (collection.getStatus() != BatchStatus.FAILED) {
        drop.setStatus(BatchStatus.max(drop.getStatus(), collection.getStatus()));
      }
    }
  }
}

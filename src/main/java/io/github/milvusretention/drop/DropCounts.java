package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.State;
import org.springframework.batch.core.step.StepContribution;

/**
 * What the threads of a drop step did since it was last added to the step's own counts. Spring
 * Batch's {@link StepContribution} belongs to the thread of the step; this one is safe for several.
 */
final class DropCounts {
  private long takenUp;
  private long dropped;
  private long filtered;
  private long failed;

  synchronized void takenUp() {
    takenUp++;
  }

  /** To be called once for each row that was taken up, with what its ledger row says. */
  synchronized void ended(State state) {
    if (state == State.DROPPED) {
      dropped++;
    } else if (state.settled()) {
      filtered++;
    } else {
      failed++;
    }
  }

  synchronized boolean isEmpty() {
    return takenUp + dropped + filtered + failed == 0;
  }

  /**
   * Read are the rows that were taken up; written those dropped; filtered those absent or no longer
   * eligible; skipped at writing those that failed or are undecided.
   */
  synchronized void moveTo(StepContribution contribution) {
    for (; takenUp > 0; takenUp--) {
      contribution.incrementReadCount();
    }
    contribution.incrementWriteCount(dropped);
    contribution.incrementFilterCount(filtered);
    contribution.incrementWriteSkipCount(failed);
    dropped = 0;
    filtered = 0;
    failed = 0;
  }
}

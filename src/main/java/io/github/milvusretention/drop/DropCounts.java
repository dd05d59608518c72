package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.State;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;

/**
 * What the threads of a drop step have done, in Spring Batch's terms: read are the rows that were
 * taken up; written those dropped, or released for a later run; filtered those absent or no longer
 * eligible; skipped at writing those that failed or are undecided. Safe for several threads, which
 * the step's own counts are not.
 */
final class DropCounts {
  private record Figures(long read, long written, long filtered, long skipped) {}

  private Figures current = new Figures(0, 0, 0, 0);
  private Figures added = current;

  /** To be called once for each row that was taken up, with what its ledger row says by now. */
  synchronized void ended(State state) {
    boolean written = state == State.DROPPED || state == State.RELEASED;
    boolean filtered = state.settled() && !written;
    current =
        new Figures(
            current.read + 1,
            current.written + (written ? 1 : 0),
            current.filtered + (filtered ? 1 : 0),
            current.skipped + (written || filtered ? 0 : 1));
  }

  /** Whether nothing happened since the last {@link #addTo}. */
  synchronized boolean unchanged() {
    return current.equals(added);
  }

  /** Adds what happened since the last call. */
  synchronized void addTo(StepContribution contribution) {
    for (long i = added.read; i < current.read; i++) {
      contribution.incrementReadCount();
    }
    contribution.incrementWriteCount(current.written - added.written);
    contribution.incrementFilterCount(current.filtered - added.filtered);
    contribution.incrementWriteSkipCount(current.skipped - added.skipped);
    added = current;
  }

  /** Sets all of it: where the framework could not save a contribution, it takes back a part. */
  synchronized void setOn(StepExecution step) {
    step.setReadCount(current.read);
    step.setWriteCount(current.written);
    step.setFilterCount(current.filtered);
    step.setWriteSkipCount(current.skipped);
  }
}

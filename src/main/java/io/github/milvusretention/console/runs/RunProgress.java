package io.github.milvusretention.console.runs;

import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.job.history.PastStep;
import java.util.List;

/**
 * The progress of a run.
 *
 * @param live whether it is in progress, so that there will be more to tell
 * @param step the one in hand; empty between two
 * @param planned how many partitions are to be dropped or released; 0 until they are planned
 * @param settled how many of them are
 * @param newest the newest results first
 */
record RunProgress(
    RunLine run,
    boolean live,
    String step,
    int planned,
    int settled,
    String counts,
    List<LedgerLine> newest) {

  static RunProgress of(
      PastExecution past,
      RunLine line,
      boolean live,
      List<PastStep> steps,
      List<LedgerLine> newest) {
    int planned = past.counts().planned();
    return new RunProgress(
        line,
        live,
        steps.stream()
            .filter(step -> step.end() == null)
            .map(PastStep::name)
            .reduce((first, last) -> last)
            .orElse(""),
        planned,
        // One that failed was tried: the bar ends with the run, whatever came of it.
        planned - past.counts().own().left(),
        CountWords.of(past.counts()),
        newest);
  }
}

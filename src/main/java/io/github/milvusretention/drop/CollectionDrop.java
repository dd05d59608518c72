package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * One collection's partitions, oldest first; one that fails does not hide the others. The
 * collection is given up where it is pointless to go on: too much time passed without a believable
 * answer, or a privilege is missing.
 *
 * @param rows the unsettled rows of the collection, oldest first
 * @param clock asked before each partition
 * @param clusterAnswers see {@link Circuit#note}
 * @param written told of each result after it was written
 */
record CollectionDrop(
    DropRun run,
    List<LedgerRow> rows,
    PartitionDrop partition,
    LeasedLedger ledger,
    ClockCheck clock,
    BooleanSupplier clusterAnswers,
    UnansweredTime unanswered,
    BiConsumer<LedgerRow, DropResult> written) {

  /**
   * Throws {@link RunFailure} if not all partitions are settled at the end, and {@link
   * JobInterruptedException} if the run is to stop.
   */
  void execute() throws JobInterruptedException {
    int failed = 0;
    for (LedgerRow row : rows) {
      clock.check();
      run.circuit().check();
      if (run.stoppingNow()) {
        throw new JobInterruptedException("stopped; a rerun continues from here");
      }
      failed += drop(row).state().settled() ? 0 : 1;
    }
    if (failed > 0) {
      throw new RunFailure(
          RunExit.PARTITIONS_FAILED,
          failed
              + " of "
              + rows.size()
              + " partitions of "
              + rows.get(0).address().collection()
              + " failed");
    }
  }

  private DropResult drop(LedgerRow row) throws JobInterruptedException {
    UnansweredTime.Timed<DropResult> timed = dropAndWrite(row);
    DropResult result = timed.answer();
    run.circuit().note(result, clusterAnswers);
    run.circuit().check();
    unanswered.record(answered(result.trouble()), timed.took());
    if (unanswered.tooLong()) {
      run.circuit().collectionGivenUp(String.valueOf(result.why()));
      throw givenUp(row, result);
    }
    if (result.trouble() == Outcome.FORBIDDEN) {
      throw givenUp(row, result);
    }
    return result;
  }

  private static boolean answered(@Nullable Outcome trouble) {
    return trouble == null || !trouble.unanswered();
  }

  private UnansweredTime.Timed<DropResult> dropAndWrite(LedgerRow row)
      throws JobInterruptedException {
    State counted = State.FAILED;
    run.counts().takenUp();
    try {
      UnansweredTime.Timed<DropResult> timed = unanswered.ask(() -> partition.drop(row));
      DropResult result = timed.answer();
      ledger.writeResult(row, result.state(), result.why());
      counted = result.state();
      written.accept(row, result);
      return timed;
    } catch (RunFailure failure) {
      if (failure.exit() == RunExit.STOPPED) {
        throw new JobInterruptedException(failure.getMessage());
      }
      throw failure;
    } finally {
      run.counts().ended(counted);
    }
  }

  private static RunFailure givenUp(LedgerRow row, DropResult result) {
    return new RunFailure(
        RunExit.PARTITIONS_FAILED,
        "collection "
            + row.address().collection()
            + " was given up at partition "
            + row.address().partition()
            + ": "
            + result.why());
  }
}

package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * One collection's partitions, oldest first; a bad one does not hide the rest. The collection is
 * given up where going on is pointless: too much time went by without a believable answer, or a
 * privilege is missing.
 *
 * @param clusterAnswers see {@link Circuit#note}
 * @param stopping whether somebody asked the run to stop
 * @param written told of each fate after it was written
 */
record CollectionDrops(
    PartitionDrop drop,
    LeasedLedger ledger,
    Circuit circuit,
    BooleanSupplier clusterAnswers,
    BooleanSupplier stopping,
    UnansweredTime silence,
    BiConsumer<LedgerRow, DropResult> written) {
  void all(List<LedgerRow> rows) throws JobInterruptedException {
    int failed = 0;
    for (LedgerRow row : rows) {
      if (stopping.getAsBoolean()) {
        throw new JobInterruptedException("stopped; a rerun goes on from here");
      }
      circuit.check();
      UnansweredTime.Timed<DropResult> timed = silence.ask(() -> drop.of(row));
      DropResult fate = timed.answer();
      ledger.write(row, fate);
      written.accept(row, fate);
      circuit.note(fate, clusterAnswers);
      circuit.check();
      failed += fate.state().settled() ? 0 : 1;
      silence.heard(fate.trouble() != Outcome.UNKNOWN, timed.took());
      if (silence.tooLong()) {
        circuit.collectionGivenUp(String.valueOf(fate.why()));
        throw givenUp(row, fate);
      }
      if (fate.trouble() == Outcome.FORBIDDEN) {
        throw givenUp(row, fate);
      }
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

  private static RunFailure givenUp(LedgerRow row, DropResult fate) {
    return new RunFailure(
        RunExit.PARTITIONS_FAILED,
        "collection "
            + row.address().collection()
            + " was given up at partition "
            + row.address().partition()
            + ": "
            + fate.why());
  }
}

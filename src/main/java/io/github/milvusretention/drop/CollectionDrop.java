package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.drop.gate.Circuit;
import io.github.milvusretention.drop.gate.ClockCheck;
import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.LeasedLedger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * One collection's partitions, oldest first, in batches; one that fails does not hide the others.
 * The collection is given up where it is pointless to go on: too much time passed without a
 * believable answer, the server was not ready for one partition after the other, or a privilege is
 * missing.
 */
final class CollectionDrop {
  private static final int MAX_NOT_READY_IN_A_ROW = 3;

  private final DropRun run;
  private final BatchDrop batches;
  private final ToIntFunction<Action> batchSize;
  private final LeasedLedger ledger;
  private final ClockCheck clock;
  private final BooleanSupplier clusterAnswers;
  private final UnansweredTime unanswered;
  private final String server;
  private final BiConsumer<LedgerRow, DropResult> written;
  private int notReadyInARow;

  /**
   * @param batchSize how many partitions at most may be released together now, by what is planned
   *     for them
   * @param clock asked before each batch
   * @param clusterAnswers see {@link Circuit#note}
   * @param server the address of the cluster's server
   * @param written told of each result after it was written
   */
  CollectionDrop(
      DropRun run,
      BatchDrop batches,
      ToIntFunction<Action> batchSize,
      LeasedLedger ledger,
      ClockCheck clock,
      BooleanSupplier clusterAnswers,
      UnansweredTime unanswered,
      String server,
      BiConsumer<LedgerRow, DropResult> written) {
    this.run = run;
    this.batches = batches;
    this.batchSize = batchSize;
    this.ledger = ledger;
    this.clock = clock;
    this.clusterAnswers = clusterAnswers;
    this.unanswered = unanswered;
    this.server = server;
    this.written = written;
  }

  /**
   * Throws {@link RunFailure} if not all partitions are settled at the end, and {@link
   * JobInterruptedException} if the run is to stop.
   *
   * @param rows the unsettled rows of the collection, oldest first
   */
  void execute(List<LedgerRow> rows) throws JobInterruptedException {
    Deque<DropAttempt> left = new ArrayDeque<>(rows.stream().map(DropAttempt::new).toList());
    int failed = 0;
    while (!left.isEmpty()) {
      clock.check();
      run.circuit().check();
      if (run.stoppingNow()) {
        throw new JobInterruptedException(run.whyStopped());
      }
      for (Settled settled : dropOrStop(next(left))) {
        left.remove(settled.attempt());
        failed += settled.result().state().settled() ? 0 : 1;
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

  private List<DropAttempt> next(Collection<DropAttempt> left) {
    Action action = left.iterator().next().row().action();
    int size = batchSize.applyAsInt(action);
    List<DropAttempt> batch = new ArrayList<>();
    for (DropAttempt attempt : left) {
      if (attempt.row().action() != action) {
        continue;
      }
      if (batch.size() == size || attempt.alone() && !batch.isEmpty()) {
        break;
      }
      batch.add(attempt);
      if (attempt.alone()) {
        break;
      }
    }
    return batch;
  }

  private List<Settled> dropOrStop(List<DropAttempt> batch) throws JobInterruptedException {
    try {
      return drop(batch);
    } catch (RunFailure failure) {
      if (failure.exit() == RunExit.STOPPED) {
        throw new JobInterruptedException(run.whyStopped());
      }
      throw failure;
    }
  }

  private List<Settled> drop(List<DropAttempt> batch) {
    List<Settled> written = new ArrayList<>();
    UnansweredTime.Timed<Boolean> timed = unanswered.ask(() -> dropAndWrite(batch, written));
    // What one unanswered list left undecided is one failure, not one for each of its names.
    written.stream().map(Settled::result).distinct().forEach(this::note);
    run.circuit().check();
    unanswered.record(timed.answer(), timed.took());
    Settled last = written.get(written.size() - 1);
    if (unanswered.tooLong() || notReadyInARow >= MAX_NOT_READY_IN_A_ROW) {
      run.circuit().collectionGivenUp(String.valueOf(last.result().why()));
      throw givenUp(last);
    }
    if (last.result().trouble() == Outcome.FORBIDDEN) {
      throw givenUp(last);
    }
    return written;
  }

  private void note(DropResult result) {
    run.circuit().note(result, clusterAnswers);
    notReadyInARow = result.trouble() == Outcome.NOT_READY ? notReadyInARow + 1 : 0;
  }

  /** Whether any of them was answered. */
  private boolean dropAndWrite(List<DropAttempt> batch, List<Settled> written) {
    try {
      batches.drop(batch, results -> written.addAll(write(results)));
    } finally {
      batch.stream()
          .filter(DropAttempt::sent)
          .filter(attempt -> written.stream().noneMatch(settled -> settled.attempt() == attempt))
          .forEach(attempt -> run.counts().ended(State.DROP_SENT));
    }
    return written.stream().anyMatch(settled -> answered(settled.result().trouble()));
  }

  private static boolean answered(@Nullable Outcome trouble) {
    return trouble == null || !trouble.unanswered();
  }

  private List<Settled> write(List<Settled> results) {
    ledger.writeResults(results.stream().map(settled -> settled.toWrite(server)).toList());
    for (Settled settled : results) {
      run.settled(settled.result().state());
      written.accept(settled.attempt().row(), settled.result());
    }
    return results;
  }

  private static RunFailure givenUp(Settled at) {
    return new RunFailure(
        RunExit.PARTITIONS_FAILED,
        "collection "
            + at.attempt().row().address().collection()
            + " was given up at partition "
            + at.attempt().partition()
            + ": "
            + at.result().why());
  }
}

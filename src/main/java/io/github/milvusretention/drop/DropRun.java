package io.github.milvusretention.drop;

import io.github.milvusretention.drop.gate.Circuit;
import io.github.milvusretention.drop.gate.FirstReading;
import io.github.milvusretention.drop.gate.Window;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.RunStop;
import io.github.milvusretention.run.StopRequests;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.batch.core.step.StepExecution;

/**
 * One execution of the drop step: what its collections have in common. Safe for several threads.
 */
final class DropRun {
  private final RunParameters parameters;
  private final long executionId;
  private final RunStop stop;
  private final Window window;
  private final Circuit circuit = new Circuit();
  private final FirstReading clusterClock = new FirstReading();
  private final DropCounts counts = new DropCounts();
  private final AtomicInteger collectionsAtWork = new AtomicInteger();
  private volatile boolean dropped;
  private volatile boolean released;
  private volatile boolean abandoned;

  DropRun(StepExecution step, StopRequests requests, Function<RunParameters, Window> window) {
    this.parameters = RunParameters.of(step.getJobExecution().getJobParameters());
    this.executionId = step.getJobExecutionId();
    this.window = window.apply(parameters);
    this.stop = requests.of(parameters.lease());
  }

  RunKey key() {
    return parameters.run();
  }

  ExecutionLease executionLease() {
    return new ExecutionLease(executionId, parameters.lease());
  }

  Circuit circuit() {
    return circuit;
  }

  FirstReading clusterClock() {
    return clusterClock;
  }

  DropCounts counts() {
    return counts;
  }

  /** To be called once for each row that was taken up, with what its ledger row says by now. */
  void settled(State state) {
    counts.ended(state);
    if (state == State.DROPPED) {
      dropped = true;
    }
    if (state == State.RELEASED) {
      released = true;
    }
  }

  void collectionBegins() {
    collectionsAtWork.incrementAndGet();
  }

  void collectionEnds() {
    collectionsAtWork.decrementAndGet();
  }

  /**
   * How many partitions of a collection may be released together now. Only one before the first
   * drop of this run has succeeded: a user who may release and not drop would only unload them.
   *
   * @param action RELEASE for those that are only released: the first alone shows whether that
   *     works
   * @param callsPerSecond how many drops a second the cluster allows to all collections together
   */
  int batch(Pace pace, Action action, double callsPerSecond) {
    if (action == Action.RELEASE) {
      return released ? pace.releaseBatch() : 1;
    }
    return dropped ? pace.batch(callsPerSecond / Math.max(1, collectionsAtWork.get())) : 1;
  }

  /**
   * Whether no further partition may be taken up: somebody asked to stop, the window is over, or
   * the step ends.
   */
  boolean stoppingNow() {
    return abandoned || window.over() || stop.requestedNow();
  }

  /** The same as it was known within the last second, which is enough during a partition. */
  boolean stopping() {
    return abandoned || window.over() || stop.requested();
  }

  /** What to tell of a run that stops. */
  String whyStopped() {
    return window.over() ? window.sentence() : RunFailure.stopped().getMessage();
  }

  /** Makes all collections end after the partition in hand. */
  void abandon() {
    abandoned = true;
  }

  boolean abandoned() {
    return abandoned;
  }
}

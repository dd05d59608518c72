package io.github.milvusretention.drop;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.milvusretention.drop.gate.Window;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import io.github.milvusretention.run.StopRequests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;

/**
 * Drops what the plan of the run holds: the unsettled rows of its ledger, read once, collection by
 * collection in parallel.
 *
 * <p>A tasklet and not a chunk-oriented step: a chunk is one transaction, and none may be open
 * while Milvus is called; a reader would keep a position although the ledger itself says what is
 * left; and a fault-tolerant writer answers a failure by writing the chunk again item by item. Each
 * call of {@link #execute} only waits for results and adds them to the step's counts, so that the
 * framework saves these while the step runs.
 *
 * <p>One step and not a partitioned one with a step a collection: a thousand collections would
 * leave a thousand rows a night in the job repository, under names cut to 100 characters, and tell
 * no more than the ledger does.
 *
 * <p>Not step-scoped either: the proxy that this takes is generated at each start, of every
 * command.
 */
@Import(CollectionDrops.class)
public class DropTasklet implements Tasklet, StepExecutionListener {
  private final Rules rules;
  private final Ledger ledger;
  private final CollectionDrops collections;
  private final StopRequests stop;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  /** By step execution: a daemon runs several policies at once. */
  private final Map<Long, ParallelDrops> running = new ConcurrentHashMap<>();

  DropTasklet(
      Rules rules,
      Ledger ledger,
      CollectionDrops collections,
      StopRequests stop,
      Clock clock,
      ApplicationEventPublisher events) {
    this.rules = rules;
    this.ledger = ledger;
    this.collections = collections;
    this.stop = stop;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws Exception {
    StepExecution step = context.getStepContext().getStepExecution();
    ParallelDrops known = running.get(step.getId());
    ParallelDrops current = known == null ? start(step) : known;
    boolean done;
    try {
      done = current.awaitResults();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobInterruptedException("interrupted; a rerun continues from here");
    }
    current.run().counts().addTo(contribution);
    if (!done) {
      return RepeatStatus.CONTINUABLE;
    }
    // The report quotes why the drops were cut short.
    contribution.setExitStatus(
        ExitStatus.COMPLETED.addExitDescription(current.run().circuit().reason()));
    end(step, current.takeFailures());
    return RepeatStatus.FINISHED;
  }

  private ParallelDrops start(StepExecution step) {
    DropRun run = new DropRun(step, stop, this::window);
    RunKey key = run.key();
    ParallelDrops started =
        new ParallelDrops(run, collections, rules.policy(key.policy()).pace().concurrency());
    // Known before its first thread begins, so that the end of the step closes it in any case.
    running.put(step.getId(), started);
    List<LedgerRow> open =
        ledger.rows(key).stream()
            .filter(row -> !row.state().settled())
            .sorted(comparing(row -> !row.progress().released()))
            .toList();
    events.publishEvent(new DropsStarted(key.policy(), open.size()));
    started.start(byCollection(open));
    return started;
  }

  private Window window(RunParameters parameters) {
    Policy policy = rules.policy(parameters.run().policy());
    return Window.of(policy, rules.clusterOf(policy), parameters.due(), clock);
  }

  private record Place(String cluster, String database, String collection) {}

  /**
   * In the order of their oldest rows; what was released, and is missing to readers, comes first.
   */
  private static Collection<List<LedgerRow>> byCollection(List<LedgerRow> rows) {
    Map<Place, List<LedgerRow>> places =
        rows.stream()
            .collect(
                groupingBy(
                    row ->
                        new Place(
                            row.address().cluster(),
                            row.address().database(),
                            row.address().collection()),
                    LinkedHashMap::new,
                    toList()));
    return places.values();
  }

  /**
   * A known failure of a collection is kept with the step, which completes, since every collection
   * was tried; the report fails the job for it. Any other failure fails the step.
   */
  private static void end(StepExecution step, List<Exception> failures) throws Exception {
    List<Exception> fatal = new ArrayList<>();
    JobInterruptedException stopped = null;
    for (Exception failure : failures) {
      if (failure instanceof RunFailure) {
        step.addFailureException(failure);
      } else if (failure instanceof JobInterruptedException interrupted) {
        stopped = interrupted;
      } else {
        fatal.add(failure);
      }
    }
    if (!fatal.isEmpty()) {
      fatal.subList(1, fatal.size()).forEach(step::addFailureException);
      throw fatal.get(0);
    }
    if (stopped != null) {
      throw stopped;
    }
  }

  /**
   * The step may end while collections are still being dropped: the framework could not save its
   * counts, or its thread was interrupted.
   */
  @Override
  public @Nullable ExitStatus afterStep(StepExecution step) {
    ParallelDrops drops = running.remove(step.getId());
    if (drops != null) {
      drops.close();
      drops.run().counts().setOn(step);
      drops.takeFailures().stream()
          .filter(failure -> !(failure instanceof JobInterruptedException))
          .forEach(step::addFailureException);
    }
    return step.getExitStatus();
  }
}

package io.github.milvusretention.job;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.run.OutOfMemory;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunLog;
import io.github.milvusretention.run.RunParameters;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Logs that a run starts, and records how it ended: an exit and a sentence in the job repository,
 * and one log line, which is the report's if all went well. Only unexpected failures are logged
 * with their stack trace.
 */
class OutcomeListener implements JobExecutionListener {
  private static final Logger log = LoggerFactory.getLogger(OutcomeListener.class);

  /** A line of the log is to be read. */
  private static final int MAX_OTHERS = 10;

  /**
   * @param unexpected what to log with its stack trace; null if the message says it all
   */
  private record Ending(RunExit exit, String message, @Nullable Throwable unexpected) {
    Ending(RunExit exit, String message) {
      this(exit, message, null);
    }
  }

  @Override
  public void beforeJob(JobExecution execution) {
    RunParameters parameters = RunParameters.of(execution.getJobParameters());
    event(Level.INFO, "run-started", execution)
        .addKeyValue("asOf", parameters.run().asOf().toString())
        .addKeyValue("attempt", parameters.run().attempt())
        .addKeyValue("trigger", parameters.origin().trigger().toString())
        .log("run {} started: {}", execution.getId(), parameters.run());
  }

  @Override
  public void afterJob(JobExecution execution) {
    if (execution.getStatus() == BatchStatus.COMPLETED) {
      return;
    }
    List<Ending> endings =
        failures(execution)
            .map(OutcomeListener::ending)
            .sorted(Comparator.comparing(Ending::exit))
            .toList();
    if (execution.getStatus() == BatchStatus.STOPPED) {
      // The steps know why; the job itself says only that one of them was interrupted.
      String why =
          execution.getStepExecutions().stream()
              .flatMap(step -> step.getFailureExceptions().stream())
              .map(OutcomeListener::ending)
              .filter(ending -> ending.exit() == RunExit.STOPPED)
              .map(Ending::message)
              .findFirst()
              .orElse(RunFailure.stopped().getMessage());
      ended(Level.WARN, execution, RunExit.STOPPED, null)
          .log("run {} stopped: {}", execution.getId(), why);
      execution.setExitStatus(RunExit.STOPPED.status(why));
      return;
    }
    // Of several equally serious ones the last, which is the report's: it is about the whole run.
    Ending gravest =
        endings.stream()
            .filter(ending -> ending.exit() == endings.get(0).exit())
            .reduce((first, second) -> second)
            .orElse(new Ending(RunExit.ERROR, "failed without an exception"));
    if (gravest.exit() == RunExit.LOCKED) {
      // UNKNOWN to Spring Batch, as its write was refused; the new holder has set it to FAILED.
      execution.setStatus(BatchStatus.FAILED);
    }
    execution.setExitStatus(gravest.exit().status(gravest.message()));
    endings.stream()
        .filter(ending -> ending.unexpected() != null && ending != gravest)
        .forEach(
            ending ->
                event(Level.ERROR, "run-trouble", execution)
                    .setCause(ending.unexpected())
                    .log("run {}: {}", execution.getId(), ending.message()));
    ended(Level.ERROR, execution, gravest.exit(), gravest.unexpected())
        .log("run {} failed: {}{}", execution.getId(), gravest.message(), others(endings, gravest));
  }

  /**
   * What else went wrong, for example a sentence of each collection; follows the most serious one.
   */
  private static String others(List<Ending> endings, Ending gravest) {
    List<String> others =
        endings.stream()
            .filter(ending -> ending.unexpected() == null)
            .map(Ending::message)
            .filter(message -> !gravest.message().contains(message))
            .distinct()
            .toList();
    String told =
        others.stream().limit(MAX_OTHERS).map(message -> "; " + message).collect(joining());
    int more = others.size() - MAX_OTHERS;
    return more > 0 ? told + "; and " + more + " more" : told;
  }

  /** In the order of the steps; Spring Batch has a set of them, in any order. */
  private static Stream<Throwable> failures(JobExecution execution) {
    return Stream.concat(
            execution.getFailureExceptions().stream(),
            execution.getStepExecutions().stream()
                .sorted(Comparator.comparing(StepExecution::getId))
                .flatMap(step -> step.getFailureExceptions().stream()))
        .distinct();
  }

  private static LoggingEventBuilder ended(
      Level level, JobExecution execution, RunExit exit, @Nullable Throwable unexpected) {
    return event(level, "run-ended", execution)
        .addKeyValue("event.outcome", "failure")
        .addKeyValue("exitCode", exit.code())
        .setCause(unexpected);
  }

  private static LoggingEventBuilder event(Level level, String action, JobExecution execution) {
    String policy = RunParameters.of(execution.getJobParameters()).run().policy();
    return RunLog.of(log.atLevel(level), action, policy, execution.getId());
  }

  private static Ending ending(Throwable failure) {
    Optional<String> memory = OutOfMemory.told(failure);
    if (memory.isPresent()) {
      return new Ending(RunExit.ERROR, memory.get());
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof RunFailure known) {
      return new Ending(known.exit(), message);
    }
    if (failure instanceof MilvusException) {
      return new Ending(RunExit.CLUSTER_UNUSABLE, message);
    }
    if (failure instanceof LeaseLost) {
      return new Ending(RunExit.LOCKED, message);
    }
    if (changedByAnotherProcess(failure)) {
      return new Ending(
          RunExit.LOCKED,
          "another process found the lease expired, marked this run as failed and continues it");
    }
    Optional<String> repository = RepositoryFailure.ofRun(failure);
    if (repository.isPresent()) {
      return new Ending(RunExit.CLUSTER_UNUSABLE, repository.get());
    }
    if (failure instanceof JobInterruptedException) {
      return new Ending(RunExit.STOPPED, message);
    }
    return new Ending(
        RunExit.ERROR,
        failure.getClass().getSimpleName()
            + ": "
            + RepositoryFailure.withoutSql(failure).orElse(message),
        failure);
  }

  /** Within a step Spring Batch wraps it. */
  private static boolean changedByAnotherProcess(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(OptimisticLockingFailureException.class::isInstance);
  }
}

package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.Background;
import io.github.milvusretention.console.act.Forms;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.act.Refusals;
import io.github.milvusretention.job.RunStarted;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;

/**
 * Starts runs that people and programs ask for, as the commands do, and never by rules that are no
 * longer in force. Whoever asks waits until the run has begun; it goes on by itself.
 */
class Launches {
  private static final Logger log = LoggerFactory.getLogger(Launches.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int LOOKS = 40;

  private final Runner runner;
  private final History history;
  private final LaunchPermit permit;
  private final Background runThreads;
  private final Refusals refusals;
  private final Sleeper sleeper;
  private final Forms forms = new Forms();

  /** That of the launch in this thread: a run begins in the thread that launches it. */
  private final ThreadLocal<@Nullable CompletableFuture<Long>> launching = new ThreadLocal<>();

  Launches(
      Runner runner,
      History history,
      LaunchPermit permit,
      Background runThreads,
      Refusals refusals,
      Sleeper sleeper) {
    this.runner = runner;
    this.history = history;
    this.permit = permit;
    this.runThreads = runThreads;
    this.refusals = refusals;
    this.sleeper = sleeper;
  }

  /**
   * Runs a policy and returns the execution once it has begun. Throws {@link NotDone}.
   *
   * @param form what the form carried that asks for it; null for a program
   */
  long run(RunRequest request, @Nullable String form) {
    return launch(request, form, request.policy(), () -> runner.run(request, permit));
  }

  /** Continues exactly that run, in the same way. */
  long rerun(RunKey run, RunRequest request, @Nullable String form) {
    return launch(request, form, run.toString(), () -> runner.rerun(run, request, permit));
  }

  private long launch(
      RunRequest request, @Nullable String form, String target, Supplier<RunReport> work) {
    AuditEntry entry = entry(request);
    String key = Forms.key(form, entry.actor(), entry.act(), target);
    CompletableFuture<Long> begun = new CompletableFuture<>();
    Optional<CompletableFuture<Long>> before = forms.use(key, begun);
    if (before.isPresent()) {
      long earlier = earlier(before.get(), request);
      throw refusals.conflict(
          entry, "this form has started run " + earlier + " already", Way.toRun(earlier));
    }
    try {
      runThreads.start(() -> work(request, new Launch(key, begun), work));
    } catch (RejectedExecutionException e) {
      NotDone busy =
          refusals.conflict(
              entry,
              "too much that was started here is in progress, or this process ends; nothing was"
                  + " started",
              Way.toRuns(request.policy()));
      fail(new Launch(key, begun), busy);
      throw busy;
    }
    return await(begun, request);
  }

  /** It is told as the first one was, and is on record as well. */
  private long earlier(CompletableFuture<Long> before, RunRequest request) {
    try {
      return await(before, request);
    } catch (NotDone e) {
      refusals.again(entry(request), e);
      throw e;
    }
  }

  /**
   * A launch that somebody waits for.
   *
   * @param form that asks for it; null for none
   */
  private record Launch(@Nullable String form, CompletableFuture<Long> begun) {}

  /** Whether it had not begun, so that whoever waits for it is told. The form may be sent again. */
  private boolean fail(Launch launch, RuntimeException why) {
    if (launch.begun().isDone()) {
      return false;
    }
    forms.forget(launch.form());
    return launch.begun().completeExceptionally(why);
  }

  private void work(RunRequest request, Launch launch, Supplier<RunReport> work) {
    launching.set(launch.begun());
    try {
      RunReport report = work.get();
      // It has begun long ago, unless it never has.
      if (!launch.begun().isDone()) {
        fail(launch, notStarted(request, report));
      }
    } catch (LaunchPermit.Withheld e) {
      fail(
          launch,
          new NotDone(HttpStatus.CONFLICT, "nothing was started: " + e.getMessage(), null)
              .as(RunExit.LOCKED));
    } catch (RuntimeException e) {
      if (!fail(launch, e)) {
        log.error("a run of {} failed unexpectedly", request.policy(), e);
      }
    } finally {
      launching.remove();
    }
  }

  @EventListener
  void on(RunStarted started) {
    CompletableFuture<Long> begun = launching.get();
    if (begun != null) {
      begun.complete(started.executionId());
    }
  }

  private NotDone notStarted(RunRequest request, RunReport report) {
    if (report.status().equals(RunReport.LOCKED)) {
      return new NotDone(
              HttpStatus.CONFLICT,
              report.message(),
              inProgress(request.policy()).map(Way::toRun).orElse(Way.toRuns(request.policy())))
          .as(RunExit.LOCKED);
    }
    Long execution = report.executionId();
    Way way = execution == null ? Way.toRuns(request.policy()) : Way.toRun(execution);
    return report.status().equals(RunReport.ALREADY_DONE)
        ? new NotDone(
            HttpStatus.CONFLICT,
            report.run() + " is done already; ask for a new attempt to run it again",
            way)
        : new NotDone(HttpStatus.SERVICE_UNAVAILABLE, report.message(), way).as(report.exit());
  }

  /** The run that holds the lease may have taken it a moment ago, and not be on record yet. */
  private Optional<Long> inProgress(String policy) {
    try {
      for (int looks = 1; looks < LOOKS && history.inProgress(policy).isEmpty(); looks++) {
        sleeper.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return history.inProgress(policy);
  }

  private static long await(CompletableFuture<Long> begun, RunRequest request) {
    try {
      return begun.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("a launch failed", e);
    } catch (TimeoutException e) {
      throw new NotDone(
          HttpStatus.SERVICE_UNAVAILABLE,
          "the run has not begun within "
              + PATIENCE.toSeconds()
              + " s, and may still begin; the list of runs shows it then",
          Way.toRuns(request.policy()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was to begin", e);
    }
  }

  private static AuditEntry entry(RunRequest request) {
    return new AuditEntry(
        Objects.requireNonNull(request.actor()),
        request.act(),
        new Target(
            "policy "
                + request.policy()
                + (request.asOf() == null ? "" : " as of " + request.asOf())
                + (request.decidedOn() == null ? "" : ", decided on run " + request.decidedOn()),
            request.policy()),
        request.accept(),
        request.origin().reason(),
        Outcome.REFUSED,
        "");
  }
}

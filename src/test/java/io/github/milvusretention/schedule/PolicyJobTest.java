package io.github.milvusretention.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.lease.DaemonRules;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.impl.JobExecutionContextImpl;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.quartz.spi.TriggerFiredBundle;

class PolicyJobTest {
  private static final Instant DUE = Instant.parse("2026-11-24T03:15:00Z");
  private static final Instant LATE = Instant.parse("2026-11-25T17:00:00Z");

  private final TestRules rules =
      new TestRules()
          .policy("nightly", "0 15 3 * * ?", "UTC")
          .policy("eastern", "0 15 3 * * ?", "America/New_York");
  private final Runner runner = mock(Runner.class);
  private final List<Object> events = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final StopSignal stop = new StopSignal();
  private Supplier<Optional<String>> disagreement = Optional::empty;
  private final PolicyJob job =
      new PolicyJob(
          rules.rules(),
          new RulesInForce(rules.onDisk(), Clock.systemUTC(), policy -> disagreement.get()),
          runner,
          stop,
          waits::add,
          events::add);

  @Test
  void aLateFiringUsesItsScheduledTimeForTheAsOf() {
    assertThat(requestOf(firing("nightly", DUE)).asOf()).isEqualTo(AsOf.parse("2026-11-24"));
  }

  @Test
  void theAsOfIsInTheZoneOfThePolicy() {
    assertThat(requestOf(firing("eastern", DUE)).asOf()).isEqualTo(AsOf.parse("2026-11-23"));
  }

  @Test
  void aRecoveredFiringUsesItsOriginalScheduledTimeForTheAsOf() {
    assertThat(requestOf(recovery("nightly", LATE, DUE)).asOf())
        .isEqualTo(AsOf.parse("2026-11-24"));
  }

  @Test
  void theRunRecordsTheScheduleAsItsTrigger() {
    RunRequest request = requestOf(firing("nightly", DUE));

    assertThat(request.origin().trigger()).hasToString("schedule");
    assertThat(request.origin().requestedBy()).isEqualTo("schedule 0 15 3 * * ?");
    assertThat(request.origin().watched()).isFalse();
    assertThat(request.again()).isFalse();
    assertThat(request.accept()).isNull();
  }

  @Test
  void aFailedRunDoesNotMakeTheFiringFail() {
    for (RunExit exit : RunExit.values()) {
      when(runner.run(any(), any())).thenReturn(report(exit), report(RunExit.DONE));

      job.execute(firing("nightly", DUE));
    }
    assertThat(events).isEmpty();
  }

  @Test
  void nothingIsRunByRulesThatAreNoLongerInTheFile() {
    rules.write(rules.text().replace("P3M", "P6M"));

    job.execute(firing("nightly", DUE));

    verifyNoInteractions(runner);
    rules.write(rules.text());
    when(runner.run(any(), any())).thenReturn(report(RunExit.DONE));
    job.execute(firing("nightly", DUE));
    verify(runner).run(any(), any());
  }

  @Test
  void aChangeOfTheConsoleAloneKeepsNothingFromFiring() {
    rules.write(rules.text() + "  console:\n    read-only: true\n");
    when(runner.run(any(), any()))
        .thenAnswer(
            asked -> {
              asked.<LaunchPermit>getArgument(1).check("nightly");
              return report(RunExit.DONE);
            });

    job.execute(firing("nightly", DUE));

    verify(runner).run(any(), any());
    assertThat(events).isEmpty();
  }

  @Test
  void aFileThatChangesUnderTheFiringIsNoFailureOfARun() {
    when(runner.run(any(), any()))
        .thenAnswer(
            asked -> {
              rules.write("# empty");
              asked.<LaunchPermit>getArgument(1).check("nightly");
              return report(RunExit.DONE);
            });

    job.execute(firing("nightly", DUE));

    assertThat(events).isEmpty();
  }

  @Test
  void aFileThatChangesWhileTheFiringWaitsForTheLeaseEndsIt() {
    when(runner.run(any(), any())).thenReturn(report(RunExit.LOCKED));
    when(runner.locked("nightly"))
        .thenAnswer(
            asked -> {
              rules.write("# empty");
              return false;
            });

    job.execute(firing("nightly", DUE));

    verify(runner, times(1)).run(any(), any());
  }

  @Test
  void nothingIsRunWhileAnotherLiveDaemonHasOtherRules() {
    disagreement = () -> Optional.of("another daemon has other rules for it: keep");

    job.execute(firing("nightly", DUE));

    verifyNoInteractions(runner);
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .as("for as long as a dead daemon counts")
        .isGreaterThan(DaemonRules.LIFE)
        .isLessThan(DaemonRules.LIFE.plusSeconds(5));
  }

  @Test
  void aFiringOutlastsTheRowsOfADaemonThatDied() {
    disagreement = () -> waits.size() < 20 ? Optional.of("other rules") : Optional.empty();
    when(runner.run(any(), any())).thenReturn(report(RunExit.DONE));

    job.execute(firing("nightly", DUE));

    verify(runner).run(any(), any());
    assertThat(waits).hasSize(20);
  }

  @Test
  void aFiringThatWaitsForOtherDaemonsEndsWhenThisOneIsStopped() {
    disagreement =
        () -> {
          stop.request();
          return Optional.of("other rules");
        };

    job.execute(firing("nightly", DUE));

    verifyNoInteractions(runner);
    assertThat(waits).isEmpty();
  }

  @Test
  void aFiringWaitsForTheLeaseAndThenRuns() {
    when(runner.run(any(), any())).thenReturn(report(RunExit.LOCKED), report(RunExit.DONE));
    when(runner.locked("nightly")).thenReturn(true, true, false);

    job.execute(firing("nightly", DUE));

    ArgumentCaptor<RunRequest> requests = ArgumentCaptor.forClass(RunRequest.class);
    verify(runner, times(2)).run(requests.capture(), any());
    assertThat(requests.getAllValues())
        .extracting(RunRequest::asOf)
        .containsOnly(AsOf.parse("2026-11-24"));
    assertThat(waits).hasSize(3);
  }

  @Test
  void aWaitingFiringEndsWhenTheDaemonIsStopped() {
    when(runner.run(any(), any())).thenReturn(report(RunExit.LOCKED));
    when(runner.locked("nightly"))
        .thenAnswer(
            asked -> {
              stop.request();
              return true;
            });

    job.execute(firing("nightly", DUE));

    verify(runner).run(any(), any());
  }

  @Test
  void anUnexpectedExceptionIsReportedAsAFailedRun() {
    when(runner.run(any(), any())).thenThrow(new IllegalStateException("the database is gone"));

    job.execute(firing("nightly", DUE));

    RunReport report = ((RunFinished) events.get(0)).report();
    assertThat(report.exit()).isEqualTo(RunExit.ERROR);
    assertThat(report.run()).isEqualTo(new RunKey("nightly", AsOf.parse("2026-11-24"), 1));
    assertThat(report.message()).contains("the database is gone");
  }

  @Test
  void aPolicyThatOnlyOtherNodesKnowIsIgnored() {
    job.execute(firing("tomorrow", DUE));

    verifyNoInteractions(runner);
  }

  private RunRequest requestOf(JobExecutionContextImpl firing) {
    when(runner.run(any(), any())).thenReturn(report(RunExit.DONE));
    job.execute(firing);
    ArgumentCaptor<RunRequest> request = ArgumentCaptor.forClass(RunRequest.class);
    verify(runner).run(request.capture(), any());
    return request.getValue();
  }

  private JobExecutionContextImpl firing(String policy, Instant due) {
    return firing(policy, due, new SimpleTriggerImpl(), false);
  }

  private JobExecutionContextImpl recovery(String policy, Instant now, Instant due) {
    SimpleTriggerImpl trigger = new SimpleTriggerImpl();
    trigger
        .getJobDataMap()
        .put(
            Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS,
            String.valueOf(due.toEpochMilli()));
    return firing(policy, now, trigger, true);
  }

  private JobExecutionContextImpl firing(
      String policy, Instant due, SimpleTriggerImpl trigger, boolean recovering) {
    JobDetail detail =
        JobBuilder.newJob(PolicyJob.class).withIdentity(policy, Schedules.GROUP).build();
    TriggerFiredBundle bundle =
        new TriggerFiredBundle(
            detail, trigger, null, recovering, Date.from(LATE), Date.from(due), null, null);
    return new JobExecutionContextImpl(mock(Scheduler.class), bundle, job);
  }

  private static RunReport report(RunExit exit) {
    RunKey run = new RunKey("nightly", AsOf.parse("2026-11-24"), 1);
    return new RunReport(
        run,
        7L,
        new RunReport.Outcome("STATUS", exit, "message"),
        LedgerCounts.NONE,
        new RunReport.Times(null, null),
        null);
  }
}

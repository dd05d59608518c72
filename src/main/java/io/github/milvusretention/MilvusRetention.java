package io.github.milvusretention;

import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.check.Check;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.output.TerminalWidth;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.cli.start.StandardInput;
import io.github.milvusretention.cli.start.TypedPassword;
import io.github.milvusretention.console.ConsoleBeans;
import io.github.milvusretention.database.start.DatabaseBeans;
import io.github.milvusretention.drop.DropTasklet;
import io.github.milvusretention.drop.ResultLog;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.job.JobBeans;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.RepositoryClock;
import io.github.milvusretention.ledger.EarlierResults;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.PastDrops;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.SentCalls;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.evidence.ExecutionRows;
import io.github.milvusretention.ledger.plans.EarlierPlans;
import io.github.milvusretention.ledger.plans.LastPlans;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.plans.SavedPlans;
import io.github.milvusretention.ledger.seen.ActedRules;
import io.github.milvusretention.ledger.seen.SeenRows;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.notify.DaemonNotifications;
import io.github.milvusretention.notify.NotifyBeans;
import io.github.milvusretention.ops.MetricsBeans;
import io.github.milvusretention.ops.ScrapedMetrics;
import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.OtherClocks;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.caution.ReCreated;
import io.github.milvusretention.plan.caution.RowGrowth;
import io.github.milvusretention.plan.caution.RowTimes;
import io.github.milvusretention.plan.freeze.PlanFreezer;
import io.github.milvusretention.plan.freeze.Remembering;
import io.github.milvusretention.restore.PartitionSearch;
import io.github.milvusretention.restore.Restore;
import io.github.milvusretention.rules.process.ThisProgram;
import io.github.milvusretention.run.StopRequests;
import io.github.milvusretention.run.StopSignal;
import io.github.milvusretention.schedule.SchedulesAtStart;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.batch.core.configuration.annotation.BatchObservabilityBeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/**
 * The program: the commands, and the application that most of them start. All its beans are listed
 * here or in the configurations that are. Nothing is found by scanning, which every command would
 * wait for.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
  DatabaseBeans.class,
  AuditLog.class,
  Leases.class,
  StopSignal.class,
  StopRequests.class,
  Ledger.class,
  SentCalls.class,
  EarlierPlans.class,
  EarlierResults.class,
  Evidence.class,
  ExecutionRows.class,
  LastPlans.class,
  Plans.class,
  Releases.class,
  Sightings.class,
  ActedRules.class,
  SavedPlans.class,
  HoldStore.class,
  Holds.class,
  PastDrops.class,
  SeenRows.class,
  RepositoryClock.class,
  OtherClocks.class,
  ThisProgram.class,
  AcceptCommand.class,
  Remembering.class,
  RowGrowth.class,
  RowTimes.class,
  ReCreated.class,
  Planner.class,
  PlanFreezer.class,
  Forecaster.class,
  DropTasklet.class,
  JobBeans.class,
  NotifyBeans.class,
  Check.class,
  PartitionSearch.class,
  Restore.class,
  MetricsBeans.class,
  MilvusRetention.Daemon.class
})
public class MilvusRetention {
  public static void main(String[] args) {
    CommandContext here =
        new CommandContext(
            MilvusRetention.class,
            System.getenv(),
            Clock.systemUTC(),
            StandardInput::isTerminal,
            TypedPassword::read,
            TerminalWidth::ofStdout,
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Application::start);
    System.exit(RetentionCommand.execute(here, args));
  }

  /** Not System.out, a PrintStream, which says of a failure only that there was one. */
  private static Writer stream(FileDescriptor descriptor) {
    return new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
  }

  /** The web server, health and metrics, as Spring Boot sets them up. */
  @Configuration(proxyBeanMethods = false)
  @Profile("serve")
  // Its error page has an address of its own, which would answer 500 to whoever asks for it. What
  // it knows of users and of Spring Security the console has itself, without a look at OAuth2.
  @EnableAutoConfiguration(
      exclude = {
        ErrorMvcAutoConfiguration.class,
        ReactiveUserDetailsServiceAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        UserDetailsServiceAutoConfiguration.class
      })
  @Import({
    ConsoleBeans.class,
    SchedulesAtStart.class,
    ScrapedMetrics.class,
    DaemonNotifications.class,
    ResultLog.class,
    BatchObservabilityBeanPostProcessor.class
  })
  static class Daemon {}
}

package io.github.milvusretention.schedule;

import io.github.milvusretention.database.DurableWrites;
import io.github.milvusretention.job.history.LastSuccess;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.lease.DaemonLease;
import io.github.milvusretention.lease.DaemonRules;
import io.github.milvusretention.lease.LeaseOwner;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.plans.RefusedPlans;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.run.StopSignal;
import io.github.milvusretention.schedule.quartz.JobStoreCheck;
import io.github.milvusretention.schedule.quartz.LockRows;
import io.github.milvusretention.schedule.quartz.QuartzDatabase;
import io.github.milvusretention.schedule.quartz.QuartzSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Configures Quartz, and reconciles the triggers before it starts to fire. */
@Configuration(proxyBeanMethods = false)
@Import({DaemonRules.class, DeadRuns.class, RefusedPlans.class})
public class SchedulesAtStart {
  /** Before Quartz is set up, as its start would settle the firings of the daemon that is up. */
  @Bean
  AutoCloseable daemonLease(
      DataSource dataSource, Leases leases, LeaseOwner owner, ObjectProvider<Scheduler> scheduler) {
    return QuartzDatabase.of(dataSource).clustered()
        ? () -> {}
        : DaemonLease.take(leases, owner.name(), () -> standBy(scheduler.getObject()));
  }

  private static void standBy(Scheduler scheduler) {
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler could not be put into standby", e);
    }
  }

  /**
   * Depends on the runner, so that the runner is destroyed only after the last firing has ended.
   */
  @Bean
  @DependsOn("daemonLease")
  SchedulerFactoryBean quartzScheduler(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Rules rules,
      RulesInForce inForce,
      Runner runner,
      StopSignal stop,
      Sleeper sleeper,
      ApplicationEventPublisher events) {
    SchedulerFactoryBean factory = new SchedulerFactoryBean();
    new QuartzSettings(
            dataSource,
            transactions,
            (firing, scheduler) -> new PolicyJob(rules, inForce, runner, stop, sleeper, events))
        .customize(factory);
    return factory;
  }

  @Bean
  RulesInForce rulesInForce(RulesOnDisk rules, Clock clock, OtherDaemons others) {
    return new RulesInForce(rules, clock, others);
  }

  /**
   * What fires by it is destroyed before it, so that it is told of until the last run has ended.
   */
  @Bean
  OtherDaemons otherDaemons(
      DataSource dataSource, DaemonRules table, LeaseOwner owner, Rules rules) {
    return QuartzDatabase.of(dataSource).clustered()
        ? ClusteredDaemons.join(table, owner, rules)
        : OtherDaemons.NONE;
  }

  @Bean
  ScheduleHealthIndicator scheduleHealthIndicator(
      Scheduler scheduler,
      Rules rules,
      RulesInForce inForce,
      LastSuccess lastSuccess,
      Releases releases,
      RefusedPlans refused,
      Clock clock) {
    return new ScheduleHealthIndicator(
        scheduler,
        rules,
        inForce,
        () -> new Recorded(lastSuccess.byPolicy(), releases.waiting(), refused.guards()),
        clock);
  }

  @Bean
  SchedulerHealthIndicator schedulerHealthIndicator(Scheduler scheduler) {
    return new SchedulerHealthIndicator(scheduler);
  }

  /** Under the name of Spring Boot's own, which shows an exception and no cure. */
  @Bean
  DatabaseHealthIndicator dbHealthIndicator(JdbcClient jdbc) {
    return new DatabaseHealthIndicator(jdbc);
  }

  @Bean
  HealthIndicator repositoryHealthIndicator(DurableWrites repository) {
    return () ->
        repository
            .lost()
            .map(message -> Health.down().withDetail("repository", message).build())
            .orElseGet(() -> Health.up().build());
  }

  /** Spring calls this after all beans are created and before the scheduler starts. */
  @Bean
  SmartInitializingSingleton reconciledSchedules(
      Scheduler scheduler,
      Rules rules,
      DataSource dataSource,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    return () -> {
      TransactionTemplate transaction = new TransactionTemplate(transactions);
      try {
        new JobStoreCheck(QuartzDatabase.of(dataSource)).check(scheduler);
        reconcile(new Schedules(scheduler, rules), new LockRows(jdbc, transaction), transaction);
      } catch (SchedulerException e) {
        throw new IllegalStateException("the schedules could not be set up", e);
      }
    };
  }

  /** The locks of Quartz's Spring job store are held until the surrounding transaction ends. */
  static void reconcile(Schedules schedules, LockRows locks, TransactionTemplate transaction)
      throws SchedulerException {
    locks.ensure();
    try {
      transaction.executeWithoutResult(
          status -> {
            locks.lockTriggers();
            try {
              schedules.reconcile();
            } catch (SchedulerException e) {
              throw new NotReconciled(e);
            }
          });
    } catch (NotReconciled e) {
      throw e.cause;
    }
  }

  /** Rolls the transaction back and carries the checked exception out of it. */
  private static final class NotReconciled extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SchedulerException cause;

    NotReconciled(SchedulerException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}

package io.github.milvusretention.job;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.TrustByBundle;
import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.LastSuccess;
import io.github.milvusretention.job.history.Purge;
import io.github.milvusretention.job.launch.LaunchBeans;
import io.github.milvusretention.lease.ClockWatch;
import io.github.milvusretention.lease.LeaseOwner;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.lease.PolicyLeases;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.CrashPoints;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.retry.RetryOperations;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** The job, and what it needs from outside: the clusters, a name for this process. */
@Configuration(proxyBeanMethods = false)
@Import({
  BatchRepository.class,
  RunEvents.class,
  RetentionJob.class,
  PlanTasklet.class,
  ContinuedRun.class,
  ReportTasklet.class,
  ResultsOnDisk.class,
  OutcomeListener.class,
  RunTally.class,
  History.class,
  LastSuccess.class,
  Purge.class,
  LaunchBeans.class
})
public class JobBeans {
  /**
   * @param observers of their calls; none may need the repository, which is opened after this
   */
  @Bean
  Clusters clusters(
      Rules rules,
      ObjectProvider<SslBundles> bundles,
      Sleeper sleeper,
      Clock clock,
      ObjectProvider<CallObserver> observers) {
    CallObserver all = CallObserver.all(observers.orderedStream().toList());
    TrustByBundle trust = new TrustByBundle(rules.clusters().values(), bundles::getObject);
    return new Clusters(
        rules, cluster -> MilvusClient.connect(cluster, sleeper, clock, trust.of(cluster), all));
  }

  /** A mistake in a bundle is one in the rules: told before the repository is opened. */
  @Bean
  static BeanFactoryPostProcessor clustersBeforeRepository() {
    return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, Clusters.class) {};
  }

  @Bean
  @ConditionalOnMissingBean
  Sleeper sleeper() {
    return Sleeper.REAL;
  }

  @Bean
  @ConditionalOnMissingBean
  CrashPoints crashPoints() {
    return CrashPoints.UNWATCHED;
  }

  /** How often a launch is retried whose transaction the database gave up in favour of another. */
  @Bean
  RetryOperations launchRetry() {
    return new RetryTemplate(
        RetryPolicy.builder()
            .maxRetries(4)
            .delay(Duration.ofMillis(50))
            .multiplier(2)
            .jitter(Duration.ofMillis(25))
            .predicate(RepositoryFailure::isTransient)
            .build());
  }

  @Bean
  LeaseOwner leaseOwner() {
    // The JVM names itself process@machine.
    String process = ManagementFactory.getRuntimeMXBean().getName();
    return new LeaseOwner(System.getProperty("user.name") + ", process " + process);
  }

  @Bean
  ClockWatch clockWatch(Clock clock) {
    return new ClockWatch(new MachineClocks(System::nanoTime, clock::millis));
  }

  @Bean
  PolicyLeases policyLeases(Leases leases, LeaseOwner owner, Rules rules) {
    return new PolicyLeases(leases, owner, rules.leaseTime());
  }
}

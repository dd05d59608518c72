package io.github.milvusretention.schedule.quartz;

import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.spi.JobFactory;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The settings of Quartz. Users cannot change them: all nodes that share the tables must have the
 * same settings.
 */
public record QuartzSettings(
    DataSource dataSource, PlatformTransactionManager transactions, JobFactory jobs) {
  /** Nodes of one cluster share the tables under this name. */
  public static final String SCHEDULER = "milvus-retention";

  public void customize(SchedulerFactoryBean factory) {
    factory.setSchedulerName(SCHEDULER);
    // Makes Spring use its JDBC store, regardless of spring.quartz.job-store-type.
    factory.setDataSource(dataSource);
    factory.setTransactionManager(transactions);
    factory.setJobFactory(jobs);
    factory.setQuartzProperties(properties(QuartzDatabase.of(dataSource)));
    // Triggers are reconciled; overwriting them would lose a missed firing.
    factory.setOverwriteExistingJobs(false);
    factory.setWaitForJobsToCompleteOnShutdown(true);
  }

  private static Properties properties(QuartzDatabase database) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    properties.setProperty("org.quartz.threadPool.threadCount", "4");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", database.delegate().getName());
    properties.setProperty(
        "org.quartz.jobStore.isClustered", Boolean.toString(database.clustered()));
    // A node is considered failed after this plus 7.5 s; a long pause must not be enough.
    properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "20000");
    // Otherwise two nodes can acquire the same firing (quartz#107).
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
    // Job data is text only, so no object from the database is deserialised.
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    return properties;
  }
}

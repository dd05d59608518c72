package io.github.milvusretention.schedule;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.quartz.LockRows;
import io.github.milvusretention.schedule.quartz.QuartzSettings;
import java.util.Objects;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.spi.JobFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Quartz as the daemon configures it, with any job. */
final class QuartzNode implements AutoCloseable {
  final HikariDataSource dataSource;
  final Scheduler scheduler;
  private final SchedulerFactoryBean factory = new SchedulerFactoryBean();
  private final TransactionTemplate transaction;

  private QuartzNode(HikariDataSource dataSource, JobFactory jobs) throws Exception {
    this.dataSource = dataSource;
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    transaction = new TransactionTemplate(transactions);
    new QuartzSettings(dataSource, transactions, jobs).customize(factory);
    factory.afterPropertiesSet();
    scheduler = Objects.requireNonNull(factory.getObject());
  }

  static QuartzNode on(TestDatabase database, JobFactory jobs) throws Exception {
    return new QuartzNode(database.connect(), jobs);
  }

  /** With a job that does nothing. */
  static QuartzNode on(TestDatabase database) throws Exception {
    return on(database, (firing, scheduler) -> context -> {});
  }

  /** Another node on the same database and pool; Spring registers pools by name in the JVM. */
  QuartzNode another() throws Exception {
    return new QuartzNode(dataSource, (firing, scheduler) -> context -> {});
  }

  QuartzNode reconcile(Rules rules) throws SchedulerException {
    LockRows locks = new LockRows(JdbcClient.create(dataSource), transaction);
    SchedulesAtStart.reconcile(new Schedules(scheduler, rules), locks, transaction);
    return this;
  }

  QuartzNode start() {
    factory.start();
    return this;
  }

  void standby() {
    factory.stop();
  }

  /** Runs a change in a transaction, which Quartz's Spring job database requires. */
  void change(Change change) {
    transaction.executeWithoutResult(
        status -> {
          try {
            change.apply(scheduler);
          } catch (SchedulerException e) {
            throw new AssertionError(e);
          }
        });
  }

  void update(String sql) {
    JdbcClient.create(dataSource).sql(sql).update();
  }

  interface Change {
    void apply(Scheduler scheduler) throws SchedulerException;
  }

  Trigger trigger(String policy) throws SchedulerException {
    return Objects.requireNonNull(scheduler.getTrigger(key(policy)), policy);
  }

  static TriggerKey key(String policy) {
    return new TriggerKey(policy, Schedules.GROUP);
  }

  @Override
  public void close() throws SchedulerException {
    factory.destroy();
    dataSource.close();
  }
}

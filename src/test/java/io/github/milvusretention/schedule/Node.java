package io.github.milvusretention.schedule;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.rules.Rules;
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

/** Quartz as the daemon sets it up, with whatever job. */
final class Node implements AutoCloseable {
  final HikariDataSource dataSource;
  final Scheduler scheduler;
  private final SchedulerFactoryBean factory = new SchedulerFactoryBean();
  private final TransactionTemplate transaction;

  private Node(HikariDataSource dataSource, JobFactory jobs) throws Exception {
    this.dataSource = dataSource;
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    transaction = new TransactionTemplate(transactions);
    new QuartzSettings(dataSource, transactions, jobs).customize(factory);
    factory.afterPropertiesSet();
    scheduler = Objects.requireNonNull(factory.getObject());
  }

  static Node on(Store store, JobFactory jobs) throws Exception {
    return new Node(store.connect(), jobs);
  }

  /** Its job does nothing, so nothing is to be seen of a firing. */
  static Node on(Store store) throws Exception {
    return on(store, (firing, scheduler) -> context -> {});
  }

  /**
   * Another on the same database, through the same pool: Spring registers pools by name per JVM.
   */
  Node another() throws Exception {
    return new Node(dataSource, (firing, scheduler) -> context -> {});
  }

  Node reconcile(Rules rules) throws SchedulerException {
    LockRows locks = new LockRows(JdbcClient.create(dataSource), transaction);
    SchedulesAtStart.reconcile(new Schedules(scheduler, rules), locks, transaction);
    return this;
  }

  Node start() {
    factory.start();
    return this;
  }

  void standby() {
    factory.stop();
  }

  /** Changes something in the transaction that Quartz's Spring store relies on. */
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

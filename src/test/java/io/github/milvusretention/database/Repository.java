package io.github.milvusretention.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.lease.DaemonRules;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.ledger.EarlierResults;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.SentCalls;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.plans.EarlierPlans;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.seen.ActedRules;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.notify.Notifications;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A migrated database with the classes that use it, without a Spring context. */
public final class Repository implements AutoCloseable {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

  private final Database database;
  private final HikariDataSource connections;
  private final Leases leases;
  private final DaemonRules daemonRules;
  private final Sightings sightings;
  private final ActedRules actedRules;
  private final Plans plans;
  private final Ledger ledger;
  private final SentCalls sentCalls;
  private final JdbcClient jdbc;
  private final ShortTransaction transaction;
  private final Evidence evidence;

  public Repository(Databases kind, Path directory) {
    this(kind.createMigrated(directory));
  }

  /**
   * @param database with all tables
   */
  Repository(Database database) {
    this.database = database;
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password().get());
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(1);
    connections = new HikariDataSource(pool);
    jdbc = JdbcClient.create(connections);
    transaction = new ShortTransaction(new JdbcTransactionManager(connections));
    leases = new Leases(jdbc, transaction);
    daemonRules = new DaemonRules(jdbc, transaction);
    NamedParameterJdbcTemplate batches = new NamedParameterJdbcTemplate(connections);
    sightings = new Sightings(jdbc, batches, transaction, CLOCK);
    actedRules = new ActedRules(jdbc, batches, transaction, CLOCK);
    plans = new Plans(jdbc, batches, sightings, transaction, CLOCK);
    evidence = new Evidence(jdbc, transaction, new EarlierPlans(jdbc), new EarlierResults(batches));
    sentCalls = new SentCalls(batches);
    ledger = new Ledger(batches, transaction, sentCalls, leases, durableWrites(), CLOCK);
  }

  private DurableWrites durableWrites() {
    try {
      return new DurableWrites(connections, true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The holds, by a clock of the caller's. */
  public HoldStore holds(Clock clock) {
    return new HoldStore(
        jdbc,
        transaction,
        new Rules(
            Map.of(),
            Map.of(),
            Map.of(),
            Notifications.NOBODY,
            ConsoleRules.NOBODY,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5)),
        clock,
        audit(clock));
  }

  /** The acts, recorded by a clock of the caller's. */
  public AuditLog audit(Clock clock) {
    return new AuditLog(jdbc, clock);
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public ShortTransaction transaction() {
    return transaction;
  }

  public SentCalls sentCalls() {
    return sentCalls;
  }

  public Evidence evidence() {
    return evidence;
  }

  public Database database() {
    return database;
  }

  public Leases leases() {
    return leases;
  }

  public DaemonRules daemonRules() {
    return daemonRules;
  }

  public Sightings sightings() {
    return sightings;
  }

  public ActedRules actedRules() {
    return actedRules;
  }

  public Plans plans() {
    return plans;
  }

  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    connections.close();
  }
}

package io.github.milvusretention.ops;

import io.github.milvusretention.clock.ClockReading;
import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.rules.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Writes down after each run what it found of its cluster: whether it could be used, and how far
 * the clocks are apart.
 */
public class ClusterContacts {
  private static final Logger log = LoggerFactory.getLogger(ClusterContacts.class);

  private final LastAnswers answers;
  private final Clusters clusters;
  private final Rules rules;
  private final JdbcClient jdbc;
  private final ShortTransaction transaction;

  ClusterContacts(
      LastAnswers answers,
      Clusters clusters,
      Rules rules,
      JdbcClient jdbc,
      ShortTransaction transaction) {
    this.answers = answers;
    this.clusters = clusters;
    this.rules = rules;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * @param skew how far this machine's clock was ahead; null if the cluster did not say its time
   */
  public record Contact(String cluster, Instant at, boolean usable, @Nullable Duration skew) {}

  public static List<Contact> all(JdbcClient jdbc) {
    return jdbc.sql("SELECT * FROM retention_cluster_contact")
        .query((row, n) -> contact(row))
        .list();
  }

  private static Contact contact(ResultSet row) throws SQLException {
    Long skew = row.getObject("skew_millis", Long.class);
    return new Contact(
        row.getString("cluster_name"),
        row.getObject("contacted_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("usable"),
        skew == null ? null : Duration.ofMillis(skew));
  }

  @EventListener
  void write(RunFinished finished) {
    Optional.ofNullable(rules.policies().get(finished.report().run().policy()))
        .flatMap(policy -> contact(rules.clusterOf(policy).name()))
        .ifPresent(this::write);
  }

  /** Empty if this process has not called it. */
  private Optional<Contact> contact(String cluster) {
    return answers
        .of(cluster)
        .map(last -> new Contact(cluster, last.at(), last.usable(), skew(cluster)));
  }

  private @Nullable Duration skew(String cluster) {
    return clusters.named(cluster).flatMap(Milvus::clock).map(ClockReading::skew).orElse(null);
  }

  private void write(Contact contact) {
    try {
      transaction.executeWithoutResult(status -> replace(contact));
    } catch (DataAccessException | TransactionException e) {
      // The run itself is recorded; only what metrics say of the cluster is that of an earlier one.
      log.warn(
          "what this run found of cluster {} could not be recorded: {}",
          contact.cluster(),
          RepositoryFailure.message(e).orElse(e.toString()));
    }
  }

  private void replace(Contact contact) {
    jdbc.sql("DELETE FROM retention_cluster_contact WHERE cluster_name = :cluster")
        .param("cluster", contact.cluster())
        .update();
    jdbc.sql(
            "INSERT INTO retention_cluster_contact (cluster_name, contacted_at, usable,"
                + " skew_millis) VALUES (:cluster, :at, :usable, :skew)")
        .param("cluster", contact.cluster())
        .param("at", contact.at().atOffset(ZoneOffset.UTC))
        .param("usable", contact.usable())
        .param("skew", contact.skew() == null ? null : contact.skew().toMillis())
        .update();
  }
}

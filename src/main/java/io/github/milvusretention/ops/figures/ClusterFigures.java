package io.github.milvusretention.ops.figures;

import io.github.milvusretention.ops.ClusterContacts;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the last run that called a cluster found, see {@link ClusterContacts}. */
final class ClusterFigures implements Figures {
  private final JdbcClient jdbc;
  private final Rules rules;

  ClusterFigures(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Family<?> up =
        Family.gauge(
            "retention_cluster_up",
            "Whether the cluster answered the last call of the last run, and accepted the token");
    Family<?> skew =
        Family.gauge(
            "retention_clock_skew_seconds",
            "How far the clock of the machine that made the last run was certainly ahead of the"
                + " cluster's; negative if it was behind");
    Family<?> contact =
        Family.gauge(
            "retention_cluster_last_contact_timestamp_seconds",
            "When the last call of the last run was answered, or given up");
    for (ClusterContacts.Contact found : ClusterContacts.all(jdbc)) {
      if (rules.clusters().containsKey(found.cluster())) {
        up.add(found.usable() ? 1 : 0, "cluster", found.cluster());
        contact.add(found.at(), "cluster", found.cluster());
        if (found.skew() != null) {
          skew.add(found.skew().toMillis() / 1000.0, "cluster", found.cluster());
        }
      }
    }
    return List.of(up, skew, contact);
  }
}

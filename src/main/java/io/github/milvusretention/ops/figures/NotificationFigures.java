package io.github.milvusretention.ops.figures;

import io.github.milvusretention.rules.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether people could be told, from the outbox. */
final class NotificationFigures implements Figures {
  private static final List<String> OVER = List.of("DELIVERED", "GIVEN_UP");
  private static final String WAITING = "WAITING";

  private final JdbcClient jdbc;
  private final Rules rules;

  NotificationFigures(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  private record Key(String target, String state) {}

  /**
   * @param oldest when the oldest of them was written
   */
  private record Some(Key key, long count, Instant oldest) {
    static Some read(ResultSet row) throws SQLException {
      return new Some(
          new Key(row.getString("target"), row.getString("state")),
          row.getLong("n"),
          row.getObject("oldest", OffsetDateTime.class).toInstant());
    }
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Family<?> total =
        // No counter: purge removes old ones.
        Family.gauge(
            "retention_notifications",
            "Messages to a target on record about which nothing is left to do, by outcome");
    Family<?> waiting =
        Family.gauge(
            "retention_notification_waiting_seconds",
            "How long ago the oldest message was written that waits for a target; 0 if none does");
    Map<Key, Some> found = new HashMap<>();
    jdbc.sql(
            "SELECT target, state, COUNT(*) AS n, MIN(created_at) AS oldest FROM"
                + " retention_notification GROUP BY target, state")
        .query((row, n) -> Some.read(row))
        .list()
        .forEach(some -> found.put(some.key(), some));
    for (String target : rules.notifications().targets().keySet()) {
      for (String state : OVER) {
        Some some = found.get(new Key(target, state));
        total.add(
            some == null ? 0 : some.count(),
            "target",
            target,
            "outcome",
            state.toLowerCase(Locale.ROOT));
      }
      Some some = found.get(new Key(target, WAITING));
      waiting.add(
          some == null ? 0 : Math.max(0, Duration.between(some.oldest(), now).toSeconds()),
          "target",
          target);
    }
    return List.of(total, waiting);
  }
}

package io.github.milvusretention.notify;

import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is to be told, a row for each target, until it has arrived and after that until it is
 * purged. It knows targets by their names. Rows are added in the transaction of the caller, that of
 * what they tell.
 */
public class Outbox {
  /** For so long a message is tried. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private static final int AT_ONCE = 100;
  private static final int LONGEST_ERROR = 200;

  private static final String WAITING =
      " FROM retention_notification WHERE state = 'WAITING' AND next_try_at <= :now"
          + " AND target IN (:targets)";

  private final JdbcClient jdbc;
  private final Clock clock;

  Outbox(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A message for one target.
   *
   * @param eventId the same for all targets and all tries
   * @param content see {@link Notice#content}
   * @param tries how often it was sent without success
   */
  record Message(
      long id,
      String eventId,
      String target,
      EventType type,
      String policy,
      String content,
      Instant created,
      int tries) {}

  /** Adds a message for each of these targets, except for those that were told the same once. */
  void add(Notice notice, Collection<Target> targets) {
    String eventId = UUID.randomUUID().toString();
    for (Target target : targets) {
      String once = notice.once();
      if (once == null || !told(target, once)) {
        insert(notice, eventId, target);
      }
    }
  }

  /** The same for a heartbeat, to which only the newest message means anything. */
  void replace(Notice notice, Target heartbeat) {
    // It has waited since the first of them: a dead receiver is not younger with each run.
    Optional<OffsetDateTime> since =
        jdbc.sql(
                "SELECT MIN(created_at) FROM retention_notification WHERE target = ? AND state ="
                    + " 'WAITING'")
            .param(heartbeat.name())
            .query(OffsetDateTime.class)
            .optional();
    jdbc.sql("DELETE FROM retention_notification WHERE target = ? AND state = 'WAITING'")
        .param(heartbeat.name())
        .update();
    add(notice, List.of(heartbeat));
    since.ifPresent(
        first ->
            jdbc.sql(
                    "UPDATE retention_notification SET created_at = ? WHERE target = ? AND state ="
                        + " 'WAITING'")
                .params(first, heartbeat.name())
                .update());
  }

  /** Whether that target was told the same before, or is to be. */
  boolean told(Target target, String once) {
    return jdbc.sql("SELECT COUNT(*) FROM retention_notification WHERE target = ? AND once = ?")
            .params(target.name(), once)
            .query(Integer.class)
            .single()
        > 0;
  }

  private void insert(Notice notice, String eventId, Target target) {
    OffsetDateTime now = utc(clock.instant());
    jdbc.sql(
            "INSERT INTO retention_notification (event_id, target, type, policy, once, content,"
                + " created_at, tries, next_try_at, state) VALUES (:event, :target, :type, :policy,"
                + " :once, :content, :now, 0, :now, 'WAITING')")
        .param("event", eventId)
        .param("target", target.name())
        .param("type", notice.type().toString())
        .param("policy", notice.policy())
        .param("once", notice.once())
        .param("content", notice.content())
        .param("now", now)
        .update();
  }

  /** What is told once while it lasts may be told again: it is over. */
  void over(String policy, EventType type) {
    jdbc.sql(
            "UPDATE retention_notification SET once = NULL WHERE policy = ? AND type = ?"
                + " AND once IS NOT NULL")
        .params(policy, type.toString())
        .update();
  }

  /**
   * Messages that can be sent to that target now. First those that failed least often: one that its
   * receiver does not take must not keep the others back.
   */
  List<Message> due(String target) {
    return jdbc.sql("SELECT *" + WAITING + " ORDER BY tries, id LIMIT " + AT_ONCE)
        .param("targets", List.of(target))
        .param("now", utc(clock.instant()))
        .query((row, n) -> message(row))
        .list();
  }

  /** Whether a message can be sent within that time. */
  boolean anyWithin(Duration time, Collection<String> targets) {
    return jdbc.sql("SELECT COUNT(*)" + WAITING)
            .param("targets", targets)
            .param("now", utc(clock.instant().plus(time)))
            .query(Integer.class)
            .single()
        > 0;
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getLong("id"),
        row.getString("event_id"),
        row.getString("target"),
        EventType.parse(row.getString("type")),
        row.getString("policy"),
        row.getString("content"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getInt("tries"));
  }

  void delivered(Message message) {
    end(message, "DELIVERED", null);
  }

  /**
   * @param why without anything of the target's address
   */
  void givenUp(Message message, String why) {
    end(message, "GIVEN_UP", why);
  }

  private void end(Message message, String state, @Nullable String why) {
    update(message, state, clock.instant(), why);
  }

  /** It is sent again from then on, and until then nothing else that waits for that target. */
  void failed(Message message, Instant next, String why) {
    update(message, "WAITING", next, why);
    jdbc.sql(
            "UPDATE retention_notification SET next_try_at = :next WHERE target = :target"
                + " AND state = 'WAITING' AND next_try_at < :next")
        .param("next", utc(next))
        .param("target", message.target())
        .update();
  }

  private void update(Message message, String state, Instant next, @Nullable String why) {
    jdbc.sql(
            "UPDATE retention_notification SET state = :state, next_try_at = :next, tries = tries"
                + " + 1, error = :error WHERE id = :id")
        .param("state", state)
        .param("next", utc(next))
        .param(
            "error", why == null ? null : why.substring(0, Math.min(why.length(), LONGEST_ERROR)))
        .param("id", message.id())
        .update();
  }

  /** Removes what was written before that moment, except for what is still tried. */
  public int forget(Instant before) {
    return jdbc.sql(
            "DELETE FROM retention_notification WHERE created_at < :before AND (state <> 'WAITING'"
                + " OR created_at < :tried)")
        .param("before", utc(before))
        .param("tried", utc(clock.instant().minus(PATIENCE)))
        .update();
  }

  /** Tells the events of this repository from those of another one. */
  String source() {
    return "urn:uuid:"
        + jdbc.sql("SELECT id FROM retention_repository").query(String.class).single();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}

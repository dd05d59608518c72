package io.github.milvusretention.audit;

import io.github.milvusretention.text.Visible;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The acts of people, refusals included. Rows are added and read; nothing changes or removes one.
 *
 * <p>A row is written in the transaction of the act where the act is one: then neither is there
 * without the other. What takes longer has a row that it started, committed before it does
 * anything, and one for its end; a process that dies in between leaves the first alone.
 */
public class AuditLog {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  static final int LONGEST_WHO = 300;
  static final int LONGEST_TARGET = 1000;
  private static final int LONGEST_FROM = 200;
  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_MESSAGE = 4000;

  /** How many rows are in memory when all of them are asked for. */
  private static final int AT_ONCE = 1000;

  private final JdbcClient jdbc;
  private final Clock clock;

  public AuditLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Adds a row about what was done or refused already, which it cannot change any more: where the
   * row cannot be written, the log has it.
   */
  public void recordEnd(AuditEntry entry) {
    try {
      record(entry);
    } catch (DataAccessException | TransactionException e) {
      log.error(
          "{}: what is told could not be recorded: {}", entry.target().text(), e.getMessage());
    }
  }

  /** Adds a row, in the transaction of the caller if there is one. */
  public void record(AuditEntry entry) {
    Actor actor = entry.actor();
    Target target = entry.target();
    jdbc.sql(
            "INSERT INTO retention_audit (acted_at, who, roles, source, came_from, act, target,"
                + " policy, execution_id, digest, reason, outcome, message) VALUES (:at, :who,"
                + " :roles, :source, :from, :act, :target, :policy, :execution, :digest, :reason,"
                + " :outcome, :message)")
        .param("at", utc(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .param("who", cleaned(actor.who(), LONGEST_WHO))
        .param("roles", cleaned(String.join(" ", actor.roles()), LONGEST_FROM))
        .param("source", actor.source().name())
        .param("from", cleaned(actor.from(), LONGEST_FROM))
        .param("act", entry.act().name())
        .param("target", cleaned(target.text(), LONGEST_TARGET))
        .param("policy", target.policy() == null ? null : cleaned(target.policy(), LONGEST_FROM))
        .param("execution", target.executionId())
        .param("digest", entry.digest() == null ? null : cleaned(entry.digest(), LONGEST_FROM))
        .param("reason", cleaned(entry.reason(), LONGEST_REASON))
        .param("outcome", entry.outcome().name())
        .param("message", cleaned(entry.message(), LONGEST_MESSAGE))
        .update();
  }

  /**
   * As it is kept: foreign text without what would not be seen as itself, such as a change of
   * direction, or could not be stored at all; cut where it is too long.
   */
  static String cleaned(String text, int longest) {
    String visible = Visible.line(text);
    if (visible.length() <= longest) {
      return visible;
    }
    int end = longest - 1;
    return visible.substring(0, Character.isHighSurrogate(visible.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  /** How many rows there are. */
  public long count(AuditFilter filter) {
    return jdbc.sql("SELECT COUNT(*) FROM retention_audit WHERE " + filter.condition())
        .params(filter.parameters())
        .query(Long.class)
        .single();
  }

  /**
   * Some of the rows, newest first.
   *
   * @param offset how many newer ones to leave out
   */
  public List<AuditRow> page(AuditFilter filter, long offset, int limit) {
    return select(filter, "TRUE", Map.of("offset", offset), " OFFSET :offset", limit);
  }

  /** Gives all rows, newest first, to the consumer, which may take its time. */
  public void all(AuditFilter filter, Consumer<AuditRow> each) {
    Long before = null;
    List<AuditRow> some;
    do {
      some =
          before == null
              ? select(filter, "TRUE", Map.of(), "", AT_ONCE)
              : select(filter, "id < :before", Map.of("before", before), "", AT_ONCE);
      some.forEach(each);
      before = some.isEmpty() ? null : some.get(some.size() - 1).id();
    } while (some.size() == AT_ONCE);
  }

  private List<AuditRow> select(
      AuditFilter filter, String and, Map<String, Object> more, String end, int limit) {
    return jdbc.sql(
            "SELECT * FROM retention_audit WHERE "
                + filter.condition()
                + " AND "
                + and
                + " ORDER BY id DESC LIMIT :limit"
                + end)
        .params(filter.parameters())
        .params(more)
        .param("limit", limit)
        .query((row, n) -> row(row))
        .list();
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("id"),
        row.getObject("acted_at", OffsetDateTime.class).toInstant(),
        new AuditRow.By(
            row.getString("who"),
            row.getString("roles"),
            word(row.getString("source")),
            row.getString("came_from")),
        word(row.getString("act")),
        new AuditRow.About(
            row.getString("target"), row.getString("policy"), number(row), row.getString("digest")),
        row.getString("reason"),
        word(row.getString("outcome")),
        row.getString("message"));
  }

  private static @Nullable Long number(ResultSet row) throws SQLException {
    long id = row.getLong("execution_id");
    return row.wasNull() ? null : id;
  }

  /** For people: log in. */
  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

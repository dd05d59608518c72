package io.github.milvusretention.hold;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * The holds that commands placed. A lifted one stays on record and counts no more. What is placed
 * is committed when {@link #place} returns, and met by the next release or drop of any process. Who
 * placed or lifted one is written to the audit in the same transaction.
 */
public class HoldStore {
  private static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;
  private final ShortTransaction transaction;
  private final Rules rules;
  private final Clock clock;
  private final AuditLog audit;

  public HoldStore(
      JdbcClient jdbc, ShortTransaction transaction, Rules rules, Clock clock, AuditLog audit) {
    this.audit = audit;
    this.rules = rules;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * A hold to be placed.
   *
   * @param owner who wants it
   * @param expires from when on it no longer counts; null, as for a legal one, if it does not end
   *     by itself
   */
  public record Wanted(
      HoldKind kind, Covers covers, String owner, String reason, @Nullable Instant expires) {}

  /** Places a hold and returns it. Throws {@link RuleException} if its values are no hold. */
  public PlacedHold place(Wanted wanted, Actor actor) {
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.HOLD,
            target("a " + wanted.kind().words(), wanted.covers()),
            wanted.reason(),
            Outcome.DONE,
            "");
    try {
      return place(wanted, entry);
    } catch (RuleException e) {
      throw refused(entry, e);
    }
  }

  private PlacedHold place(Wanted wanted, AuditEntry entry) {
    String by = entry.actor().requestedBy();
    Instant now = now();
    // Refuses what could not be read again, before anything is written.
    hold("0", wanted);
    RuleException.check(
        wanted.expires() == null || now.isBefore(wanted.expires()),
        "expires",
        "is over already",
        "write a day from today on, or leave it out");
    PlacedHold placed =
        transaction.execute(
            status -> {
              String name = insert(wanted, by, now);
              Hold hold = hold(name, wanted);
              audit.record(entry.on(target(hold)));
              return new PlacedHold(hold, now, by, null);
            });
    return Objects.requireNonNull(placed);
  }

  private String insert(Wanted wanted, String by, Instant now) {
    GeneratedKeyHolder id = new GeneratedKeyHolder();
    jdbc.sql(
            "INSERT INTO retention_hold (kind, covers, owner, reason, expires_at,"
                + " placed_at, placed_by) VALUES (:kind, :covers, :owner, :reason,"
                + " :expires, :now, :by)")
        .param("kind", wanted.kind().name())
        .param("covers", CoversText.write(wanted.covers(), servers(wanted.covers().cluster())))
        .param("owner", wanted.owner())
        .param("reason", wanted.reason())
        .param("expires", utc(wanted.expires()))
        .param("now", utc(now))
        .param("by", by)
        .update(id, "id");
    return String.valueOf(Objects.requireNonNull(id.getKey()).longValue());
  }

  private static Target target(Hold hold) {
    return target(hold.kind().words() + " " + hold.name(), hold.covers());
  }

  private static Target target(String what, Covers covers) {
    NameGlob policy = covers.policy();
    return new Target(what + ": " + covers, policy == null ? null : policy.text());
  }

  private RuleException refused(AuditEntry entry, RuleException why) {
    audit.recordEnd(entry.ended(Outcome.REFUSED, String.valueOf(why.getMessage())));
    return why;
  }

  private @Nullable List<String> servers(@Nullable NameGlob cluster) {
    return cluster == null
        ? null
        : rules.clusters().values().stream()
            .filter(known -> cluster.matches(known.name()))
            .map(known -> Cluster.server(known.uri()))
            .toList();
  }

  /** As it is shown and kept. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Hold hold(String name, Wanted wanted) {
    return new Hold(
        name,
        Source.COMMAND,
        wanted.kind(),
        wanted.covers(),
        wanted.owner(),
        wanted.reason(),
        wanted.expires());
  }

  /**
   * Lifts a hold and returns it; a legal one only with a reason and for somebody else than who
   * placed it. Throws {@link RuleException} if it may not be lifted, or there is no such hold.
   *
   * @param why may be empty for a hold that is not a legal one
   */
  public PlacedHold lift(long id, String why, Actor actor) {
    AuditEntry entry =
        new AuditEntry(actor, Act.LIFT, new Target("hold " + id, null), why, Outcome.DONE, "");
    try {
      RuleException.check(
          why.length() <= LONGEST_REASON,
          "reason",
          "has " + why.length() + " characters",
          "write at most " + LONGEST_REASON);
      PlacedHold lifted = transaction.execute(status -> liftLocked(id, why, entry));
      return Objects.requireNonNull(lifted);
    } catch (RuleException e) {
      throw refused(entry, e);
    }
  }

  private PlacedHold liftLocked(long id, String why, AuditEntry entry) {
    String by = entry.actor().requestedBy();
    PlacedHold placed =
        placed(id, " FOR UPDATE")
            .orElseThrow(
                () -> new RuleException("there is no hold " + id, "hold list shows those placed"));
    refuse(placed, by, why);
    audit.record(entry.on(target(placed.hold())));
    Instant now = now();
    jdbc.sql(
            "UPDATE retention_hold SET lifted_at = :now, lifted_by = :by, lifted_why = :why"
                + " WHERE id = :id")
        .param("now", utc(now))
        .param("by", by)
        .param("why", why)
        .param("id", id)
        .update();
    return new PlacedHold(
        placed.hold(), placed.at(), placed.by(), new PlacedHold.Lifted(now, by, why));
  }

  private static void refuse(PlacedHold placed, String by, String why) {
    String name = placed.hold().name();
    PlacedHold.Lifted lifted = placed.lifted();
    if (lifted != null) {
      throw new RuleException(
          "hold " + name + " was lifted already, by " + lifted.by() + " at " + lifted.at(),
          "hold list shows those that count");
    }
    if (placed.hold().kind() != HoldKind.LEGAL) {
      return;
    }
    RuleException.check(
        !why.isBlank(), "reason", "is missing", "say why the legal hold " + name + " may end");
    if (RunOrigin.user(placed.by()).equals(RunOrigin.user(by))) {
      throw new RuleException(
          "legal hold " + name + " was placed by " + placed.by() + ", who cannot lift it as well",
          "somebody else must, under a user name of their own");
    }
  }

  /** The hold of that number, lifted or not; empty if there is none. */
  public Optional<PlacedHold> find(long id) {
    return placed(id, "");
  }

  private Optional<PlacedHold> placed(long id, String lock) {
    return jdbc.sql("SELECT * FROM retention_hold WHERE id = :id" + lock)
        .param("id", id)
        .query((row, n) -> placed(row))
        .optional();
  }

  /**
   * In the order in which they were placed.
   *
   * @param lifted whether those that were lifted are asked for too
   */
  public List<PlacedHold> all(boolean lifted) {
    return jdbc.sql(
            "SELECT * FROM retention_hold"
                + (lifted ? "" : " WHERE lifted_at IS NULL")
                + " ORDER BY id")
        .query((row, n) -> placed(row))
        .list();
  }

  private static PlacedHold placed(ResultSet row) throws SQLException {
    String id = row.getString("id");
    Hold hold = HoldRow.read(row, id, Source.COMMAND);
    Instant lifted = instant(row, "lifted_at");
    return new PlacedHold(
        hold,
        Objects.requireNonNull(instant(row, "placed_at")),
        row.getString("placed_by"),
        lifted == null
            ? null
            : new PlacedHold.Lifted(
                lifted,
                row.getString("lifted_by"),
                Optional.ofNullable(row.getString("lifted_why")).orElse("")));
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}

package io.github.milvusretention.ops.figures;

import io.github.milvusretention.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many ledger rows each policy has in which state. The ledger of years has a million rows, so
 * that plans about which nothing is left to do are counted once in the life of a process. For one
 * thread at a time.
 */
final class LedgerTotals {
  /** A plan that was made before that is there for good: no transaction lasts so long. */
  private static final Duration RECENT = Duration.ofDays(2);

  private static final String COUNT =
      "SELECT l.plan_id AS plan_id, l.state AS state, COUNT(*) AS partitions,"
          + " COALESCE(SUM(l.row_count), 0) AS row_total FROM retention_ledger l ";

  private final JdbcClient jdbc;
  private final Map<Key, Total> settled = new HashMap<>();

  /** Earlier plans whose rows may still change, in addition to all that are later than the last. */
  private final Set<Long> open = new HashSet<>();

  private long last;

  LedgerTotals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Key(String policy, String state) {}

  record Total(long partitions, long rows) {
    static final Total NONE = new Total(0, 0);

    Total plus(Total other) {
      return new Total(partitions + other.partitions, rows + other.rows);
    }
  }

  private record Plan(long id, String policy, Instant made) {}

  private record Count(long plan, String state, Total total) {}

  /** Those of all plans, now. */
  Map<Key, Total> read(Instant now) {
    List<Plan> plans = plans();
    Map<Long, List<Count>> counts = counts();
    long old = lastOld(plans, now);
    Map<Key, Total> totals = new HashMap<>();
    for (Plan plan : plans) {
      List<Count> of = counts.getOrDefault(plan.id(), List.of());
      boolean done = plan.id() <= old && of.stream().allMatch(count -> settled(count.state()));
      add(plan, of, done ? settled : totals);
      if (plan.id() <= old && !done) {
        open.add(plan.id());
      } else {
        open.remove(plan.id());
      }
    }
    last = old;
    settled.forEach((key, total) -> totals.merge(key, total, Total::plus));
    return totals;
  }

  /** The last one before the first that is recent, in the order of their numbers. */
  private long lastOld(List<Plan> plans, Instant now) {
    long old = last;
    for (Plan plan : plans) {
      if (plan.id() > last && !plan.made().isBefore(now.minus(RECENT))) {
        break;
      }
      old = Math.max(old, plan.id());
    }
    return old;
  }

  private static void add(Plan plan, List<Count> counts, Map<Key, Total> to) {
    counts.forEach(
        count -> to.merge(new Key(plan.policy(), count.state()), count.total(), Total::plus));
  }

  private static boolean settled(String state) {
    return List.of(State.values()).stream()
        .anyMatch(known -> known.settled() && known.name().equals(state));
  }

  private List<Plan> plans() {
    return jdbc.sql(
            "SELECT id, policy, planned_at FROM retention_plan WHERE frozen AND id > :last OR id IN"
                + " (:open) ORDER BY id")
        .param("last", last)
        .param("open", ids())
        .query(
            (row, n) ->
                new Plan(
                    row.getLong("id"),
                    row.getString("policy"),
                    row.getObject("planned_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private Map<Long, List<Count>> counts() {
    List<Count> counts = new ArrayList<>();
    // Apart, so that each goes by the index.
    counts.addAll(counts("WHERE l.plan_id > :last GROUP BY l.plan_id, l.state"));
    if (!open.isEmpty()) {
      counts.addAll(counts("WHERE l.plan_id IN (:open) GROUP BY l.plan_id, l.state"));
    }
    Map<Long, List<Count>> byPlan = new HashMap<>();
    counts.forEach(
        count -> byPlan.computeIfAbsent(count.plan(), id -> new ArrayList<>()).add(count));
    return byPlan;
  }

  private List<Count> counts(String which) {
    return jdbc.sql(COUNT + which)
        .param("last", last)
        .param("open", ids())
        .query(
            (row, n) ->
                new Count(
                    row.getLong("plan_id"),
                    row.getString("state"),
                    new Total(row.getLong("partitions"), row.getLong("row_total"))))
        .list();
  }

  /** At least one, as SQL wants it; no plan has the number 0. */
  private List<Long> ids() {
    return open.isEmpty() ? List.of(0L) : List.copyOf(open);
  }
}

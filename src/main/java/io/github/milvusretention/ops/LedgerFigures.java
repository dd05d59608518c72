package io.github.milvusretention.ops;

import io.github.milvusretention.ledger.State;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What became of planned partitions, from the ledger. Counted are the states that do not change any
 * more: a FAILED one that a rerun drops would count backwards, which a counter must not.
 */
final class LedgerFigures implements Figures {
  private static final List<State> SETTLED = List.of(State.values()).stream()
      .filter(State::settled)
      .toList();

  private final JdbcClient jdbc;
  private final Rules rules;

  LedgerFigures(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  private record Key(String policy, String state) {}

  private record Total(long partitions, long rows) {
    static final Total NONE = new Total(0, 0);
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Map<Key, Total> totals = totals();
    Family<?> partitions =
        Family.counter(
            "retention_partitions",
            "Planned partitions about which nothing is left to do, by state, in whatever process");
    Family<?> rows =
        Family.counter(
            "retention_rows_dropped",
            "Rows of dropped partitions, by the server's count when they were planned; those that"
                + " were not counted are missing");
    for (String policy : rules.policies().keySet()) {
      for (State state : SETTLED) {
        Total total = totals.getOrDefault(new Key(policy, state.name()), Total.NONE);
        partitions.add(total.partitions(), "policy", policy, "state", state.name());
      }
      Total dropped = totals.getOrDefault(new Key(policy, State.DROPPED.name()), Total.NONE);
      rows.add(dropped.rows(), "policy", policy);
    }
    return List.of(partitions, rows);
  }

  private Map<Key, Total> totals() {
    Map<Key, Total> totals = new HashMap<>();
    jdbc.sql(
            "SELECT p.policy AS policy, l.state AS state, COUNT(*) AS partitions,"
                + " COALESCE(SUM(l.row_count), 0) AS row_total FROM retention_ledger l"
                + " JOIN retention_plan p ON p.id = l.plan_id GROUP BY p.policy, l.state")
        .query(
            row -> {
              totals.put(
                  new Key(row.getString("policy"), row.getString("state")),
                  new Total(row.getLong("partitions"), row.getLong("row_total")));
            });
    return totals;
  }
}

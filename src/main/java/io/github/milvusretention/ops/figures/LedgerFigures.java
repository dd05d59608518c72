package io.github.milvusretention.ops.figures;

import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ops.figures.LedgerTotals.Key;
import io.github.milvusretention.ops.figures.LedgerTotals.Total;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What became of planned partitions, from the ledger. Counted are the states that do not change any
 * more: a FAILED one that a rerun drops would count backwards, which a counter must not.
 */
final class LedgerFigures implements Figures {
  private static final List<State> SETTLED =
      List.of(State.values()).stream().filter(State::settled).toList();

  private final LedgerTotals ledger;
  private final Rules rules;

  LedgerFigures(JdbcClient jdbc, Rules rules) {
    this.ledger = new LedgerTotals(jdbc);
    this.rules = rules;
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Map<Key, Total> totals = ledger.read(now);
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
}

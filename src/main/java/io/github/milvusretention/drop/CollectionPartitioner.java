package io.github.milvusretention.drop;

import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.run.RunKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * One step partition for each collection in the ledger. The ledger never gains a row after
 * planning, so a restart finds the same step names.
 */
public final class CollectionPartitioner implements Partitioner {
  private final Ledger ledger;
  private final RunKey run;
  private final ApplicationEventPublisher events;

  public CollectionPartitioner(Ledger ledger, RunKey run, ApplicationEventPublisher events) {
    this.ledger = ledger;
    this.run = run;
    this.events = events;
  }

  /** Nothing but names: what is kept with a step may be lost, and comes from the ledger anyway. */
  @Override
  public Map<String, ExecutionContext> partition(int gridSize) {
    List<LedgerRow> rows = ledger.rows(run);
    int open = (int) rows.stream().filter(row -> !row.state().settled()).count();
    events.publishEvent(new DropsStarted(run.policy(), open));
    Map<String, ExecutionContext> collections = new LinkedHashMap<>();
    byName(rows).keySet().forEach(name -> collections.put(name, new ExecutionContext()));
    return collections;
  }

  /** The rows of the collection that this step is for, oldest first. */
  static List<LedgerRow> of(String stepName, List<LedgerRow> rows) {
    String name = stepName.substring(stepName.indexOf(':') + 1);
    return Objects.requireNonNull(byName(rows).get(name), stepName);
  }

  private static Map<String, List<LedgerRow>> byName(List<LedgerRow> rows) {
    Map<String, List<LedgerRow>> collections = new LinkedHashMap<>();
    for (LedgerRow row : rows) {
      String key = row.address().database() + "." + row.address().collection();
      collections.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    // Names may have 255 characters, a step's only 100: the number alone keeps them apart.
    Map<String, List<LedgerRow>> byName = new LinkedHashMap<>();
    collections.forEach(
        (key, some) ->
            byName.put(
                byName.size() + 1 + "-" + key.substring(0, Math.min(80, key.length())), some));
    return byName;
  }
}

package io.github.milvusretention.job;

import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.RunKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * One step partition for each collection in the ledger. The ledger never gains a row after
 * planning, so a restart finds the same step names.
 */
final class CollectionPartitioner implements Partitioner {
  static final String DATABASE = "database";
  static final String COLLECTION = "collection";

  private final Ledger ledger;
  private final RunKey run;
  private final ApplicationEventPublisher events;

  CollectionPartitioner(Ledger ledger, RunKey run, ApplicationEventPublisher events) {
    this.ledger = ledger;
    this.run = run;
    this.events = events;
  }

  @Override
  public Map<String, ExecutionContext> partition(int gridSize) {
    Map<String, ExecutionContext> collections = new LinkedHashMap<>();
    Map<String, String> stepNames = new LinkedHashMap<>();
    List<LedgerRow> rows = ledger.rows(run);
    int open = (int) rows.stream().filter(row -> !row.state().settled()).count();
    events.publishEvent(new DropsBegin(run.policy(), open));
    for (LedgerRow row : rows) {
      String database = row.address().database();
      String collection = row.address().collection();
      // Names may have 255 characters, a step's only 100: the number alone keeps them apart.
      String name =
          stepNames.computeIfAbsent(
              database + "." + collection,
              key -> stepNames.size() + 1 + "-" + key.substring(0, Math.min(80, key.length())));
      ExecutionContext context = new ExecutionContext();
      context.putString(DATABASE, database);
      context.putString(COLLECTION, collection);
      collections.putIfAbsent(name, context);
    }
    return collections;
  }
}

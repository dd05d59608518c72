package io.github.milvusretention.sandbox;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code entities/insert}. */
final class InsertEntities implements Route.Effect {
  private final Catalog catalog;
  private final Envelope envelope;

  InsertEntities(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  @Override
  public Reply apply(Call call) {
    String named = call.partition();
    StoredPartition partition =
        catalog.partition(
            catalog.collection(call.database(), call.collection()),
            named.isEmpty() ? StoredCollection.DEFAULT_PARTITION : named);
    JsonNode data = call.body().path("data");
    List<JsonNode> inserted = data.isObject() ? List.of(data) : List.copyOf(data.values());
    ArrayNode ids = Envelope.array();
    inserted.forEach(row -> ids.add(row.path("id")));
    long rows = partition.rows() + inserted.size();
    partition.setContent(Stream.concat(partition.content().stream(), inserted.stream()).toList());
    partition.setRows(rows);
    return envelope.success(Envelope.object().put("insertCount", ids.size()).set("insertIds", ids));
  }
}

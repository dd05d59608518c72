package io.github.milvusretention.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code entities/insert}: counts the rows, and keeps none. */
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
    ArrayNode ids = Envelope.array();
    if (data.isObject()) {
      ids.add(data.path("id"));
    } else {
      data.values().forEach(row -> ids.add(row.path("id")));
    }
    partition.setRows(partition.rows() + ids.size());
    return envelope.success(Envelope.object().put("insertCount", ids.size()).set("insertIds", ids));
  }
}

package io.github.milvusretention.sandbox;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code entities/query} of loaded partitions, with the filters of {@link RowFilter}. Without a
 * limit, as the server, only for {@code count(*)}.
 */
final class QueryEntities implements Route.Effect {
  private static final String COUNT = "count(*)";

  private final Catalog catalog;
  private final Envelope envelope;

  QueryEntities(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  @Override
  public Reply apply(Call call) {
    StoredCollection collection = catalog.collection(call.database(), call.collection());
    if (!collection.isLoaded()) {
      throw Errors.collectionNotLoaded(call.collection());
    }
    List<StoredPartition> partitions = catalog.partitions(collection, call.partitions());
    for (StoredPartition partition : partitions) {
      if (!partition.isLoaded()) {
        throw Errors.partitionNotLoaded(partition.id);
      }
    }
    RowFilter filter = RowFilter.of(call.body().path("filter").asString(""));
    List<JsonNode> rows =
        partitions.stream().flatMap(p -> p.content().stream()).filter(filter::matches).toList();
    String output = call.body().path("outputFields").path(0).asString("");
    ArrayNode answer = Envelope.array();
    if (output.equals(COUNT)) {
      answer.add(Envelope.object().put(COUNT, rows.size()));
    } else {
      rows.stream()
          .limit(call.body().path("limit").asInt(100))
          .forEach(row -> answer.add(row(row, output)));
    }
    return envelope.success(answer);
  }

  private static ObjectNode row(JsonNode stored, String output) {
    ObjectNode row = Envelope.object();
    row.set("id", stored.path("id"));
    if (stored.has(output)) {
      row.set(output, stored.path(output));
    }
    return row;
  }
}

package io.github.milvusretention.sandbox;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code collections/create}, in the quick form ({@code dimension}) and with a schema. As on the
 * server a collection that gets an index is loaded as a whole at once: always in the quick form,
 * with a schema only if there are {@code indexParams}.
 */
final class CreateCollection implements Route.Effect {
  private static final int DEFAULT_PARTITION_KEYS = 64;

  private final Catalog catalog;
  private final Envelope envelope;

  CreateCollection(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  @Override
  public Reply apply(Call call) {
    JsonNode fields = call.body().path("schema").path("fields");
    boolean quick = fields.isEmpty();
    if (quick && call.body().path("dimension").asInt(0) == 0) {
      throw Errors.invalid(
          "dimension is required for quickly create collection(default metric type: COSINE):"
              + " invalid parameter[expected=collectionName & dimension][actual=collectionName]");
    }
    CollectionSpec spec = spec(fields, call.body().path("params"));
    StoredCollection collection = catalog.find(call.database(), call.collection());
    if (collection == null) {
      collection = catalog.createCollection(call.database(), call.collection(), spec);
    } else if (!collection.spec.equals(spec)) {
      throw catalog
          .errors()
          .refused(
              "create duplicate collection with different parameters, collection: "
                  + call.collection());
    }
    if (quick || !call.body().path("indexParams").isEmpty()) {
      collection.load();
    }
    return envelope.success();
  }

  private static CollectionSpec spec(JsonNode fields, JsonNode params) {
    boolean partitionKey =
        fields.values().stream().anyMatch(field -> field.path("isPartitionKey").asBoolean(false));
    Map<String, String> properties = new HashMap<>();
    if (params.has("ttlSeconds")) {
      properties.put("collection.ttl.seconds", params.path("ttlSeconds").asString());
    }
    return new CollectionSpec(
        partitionKey ? params.path("partitionsNum").asInt(DEFAULT_PARTITION_KEYS) : 0,
        "",
        properties);
  }
}

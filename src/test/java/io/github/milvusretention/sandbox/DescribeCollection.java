package io.github.milvusretention.sandbox;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code collections/describe}. For an alias, it echoes the alias as {@code collectionName} and
 * returns no aliases, but an error in {@code message}; only {@code collectionID} reveals the
 * collection.
 */
final class DescribeCollection implements Route.Effect {
  private final Version version;
  private final Catalog catalog;
  private final Envelope envelope;

  DescribeCollection(Version version, Catalog catalog, Envelope envelope) {
    this.version = version;
    this.catalog = catalog;
    this.envelope = envelope;
  }

  @Override
  public Reply apply(Call call) {
    String asked = call.collection();
    catalog.names().checkCollection(asked);
    StoredCollection collection = catalog.find(call.database(), asked);
    if (collection == null) {
      throw catalog.errors().collectionUnknown(call.database(), asked);
    }
    boolean alias = !collection.name.equals(asked);
    ObjectNode data = Envelope.object();
    data.put("collectionName", asked);
    data.put("collectionID", collection.id);
    data.put("description", "");
    data.put("autoId", false);
    data.set("fields", fields(collection.spec));
    data.set(
        "aliases", array(alias ? List.of() : catalog.aliasesOf(call.database(), collection.name)));
    data.set("indexes", Envelope.array());
    data.put("load", LoadState.of(collection));
    data.put("shardsNum", 1);
    data.put("partitionsNum", collection.partitions().size());
    data.put("consistencyLevel", "Bounded");
    data.put("enableDynamicField", true);
    data.set("properties", properties(collection.spec));
    if (version.has(Version.Trait.FUNCTIONS)) {
      data.set("functions", Envelope.array());
    }
    if (version.has(Version.Trait.EXTERNAL_COLLECTIONS)) {
      data.set("structFields", Envelope.array());
      data.put("externalSource", collection.spec.externalSource());
      data.put("externalSpec", "");
    }
    return envelope.success(data, alias ? catalog.errors().collectionUnresolved(asked).text() : "");
  }

  private static ArrayNode fields(CollectionSpec spec) {
    ArrayNode fields = Envelope.array();
    fields.add(field("id", "Int64", true, false));
    fields.add(field("vector", "FloatVector", false, false));
    if (spec.isPartitionKey()) {
      fields.add(field("tenant", "VarChar", false, true));
    }
    return fields;
  }

  private static ObjectNode field(
      String name, String type, boolean primaryKey, boolean partitionKey) {
    return Envelope.object()
        .put("name", name)
        .put("type", type)
        .put("primaryKey", primaryKey)
        .put("partitionKey", partitionKey)
        .put("autoId", false)
        .put("description", "");
  }

  private static ArrayNode properties(CollectionSpec spec) {
    ArrayNode properties = Envelope.array();
    spec.properties()
        .forEach(
            (key, value) -> properties.add(Envelope.object().put("key", key).put("value", value)));
    return properties;
  }

  private static ArrayNode array(List<String> names) {
    ArrayNode array = Envelope.array();
    names.forEach(array::add);
    return array;
  }
}

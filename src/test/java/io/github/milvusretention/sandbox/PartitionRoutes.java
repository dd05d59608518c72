package io.github.milvusretention.sandbox;

import java.util.List;

/** {@code partitions/*}. The checks have the same order as in Milvus. */
final class PartitionRoutes {
  private final Catalog catalog;
  private final Envelope envelope;

  PartitionRoutes(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  List<Route> all() {
    return List.of(
        new Route("partitions/list", Shape.COLLECTION, this::list),
        new Route("partitions/has", Shape.PARTITION, this::has),
        new Route("partitions/get_stats", Shape.PARTITION, this::stats),
        new Route("partitions/create", Shape.PARTITION, this::create),
        new Route("partitions/drop", Shape.PARTITION, this::drop),
        new Route("partitions/load", Shape.PARTITIONS, this::load),
        new Route("partitions/release", Shape.PARTITIONS, this::release));
  }

  private Reply list(Call call) {
    return envelope.names(collection(call).listedPartitions());
  }

  private Reply has(Call call) {
    catalog.names().checkPartition(call.partition());
    return envelope.has(collection(call).partition(call.partition()) != null);
  }

  private Reply stats(Call call) {
    return envelope.rowCount(catalog.partition(collection(call), call.partition()).rows());
  }

  private Reply create(Call call) {
    StoredCollection collection = manual(call, "create partition");
    catalog.createPartition(collection, call.partition());
    return envelope.success();
  }

  /** Dropping a missing partition succeeds. The load state is checked before the name. */
  private Reply drop(Call call) {
    StoredCollection collection = manual(call, "drop partition");
    if (collection.spec.isExternal()) {
      throw catalog
          .errors()
          .refused(
              "drop partition operation is not supported for external collection "
                  + call.collection());
    }
    catalog.names().checkPartition(call.partition());
    StoredPartition partition = collection.partition(call.partition());
    if (partition != null && partition.isLoaded()) {
      throw catalog.errors().refused(Errors.LOADED);
    }
    if (call.partition().equals(StoredCollection.DEFAULT_PARTITION)) {
      throw catalog.errors().refused(Errors.DEFAULT_PARTITION);
    }
    collection.remove(call.partition());
    return envelope.success();
  }

  private Reply load(Call call) {
    StoredCollection collection = manual(call, "load partitions");
    named(collection, call).forEach(partition -> partition.load(100));
    return envelope.success();
  }

  /** Releasing a partition that is not loaded succeeds; one missing name fails the whole call. */
  private Reply release(Call call) {
    StoredCollection collection = manual(call, "release partitions");
    collection.release(named(collection, call));
    return envelope.success();
  }

  private List<StoredPartition> named(StoredCollection collection, Call call) {
    List<StoredPartition> named = catalog.partitions(collection, call.partitions());
    if (named.isEmpty()) {
      throw catalog.errors().noPartitionNamed();
    }
    return named;
  }

  private StoredCollection collection(Call call) {
    return catalog.collection(call.database(), call.collection());
  }

  /** The collection; throws if it has a partition key. */
  private StoredCollection manual(Call call, String verb) {
    StoredCollection collection = collection(call);
    if (collection.spec.isPartitionKey()) {
      throw catalog.errors().partitionKeyMode(verb);
    }
    return collection;
  }
}

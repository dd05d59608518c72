package io.github.milvusretention.sandbox;

import java.util.List;

/**
 * {@code collections/*} except create, describe and get_load_state, which have their own classes.
 */
final class CollectionRoutes {
  private final Catalog catalog;
  private final Envelope envelope;

  CollectionRoutes(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  List<Route> all() {
    return List.of(
        new Route(
            "collections/list",
            Shape.DATABASE,
            call -> envelope.names(catalog.collections(call.database()))),
        new Route("collections/has", Shape.COLLECTION, this::has),
        new Route("collections/get_stats", Shape.COLLECTION, this::stats),
        new Route("collections/drop", Shape.COLLECTION, this::drop),
        new Route("collections/load", Shape.COLLECTION, this::load),
        new Route("collections/release", Shape.COLLECTION, this::release));
  }

  private Reply has(Call call) {
    catalog.names().checkCollection(call.collection());
    return envelope.has(catalog.find(call.database(), call.collection()) != null);
  }

  private Reply stats(Call call) {
    return envelope.rowCount(
        collection(call).partitions().stream().mapToLong(StoredPartition::rows).sum());
  }

  /** Dropping a missing collection succeeds; an alias in place of the name does not (inferred). */
  private Reply drop(Call call) {
    catalog.names().checkCollection(call.collection());
    if (catalog.aliasTarget(call.database(), call.collection()) != null) {
      throw catalog.errors().refused("cannot drop the collection via alias = " + call.collection());
    }
    catalog.dropCollection(call.database(), call.collection());
    return envelope.success();
  }

  private Reply load(Call call) {
    collection(call).load();
    return envelope.success();
  }

  private Reply release(Call call) {
    collection(call).release();
    return envelope.success();
  }

  private StoredCollection collection(Call call) {
    return catalog.collection(call.database(), call.collection());
  }
}

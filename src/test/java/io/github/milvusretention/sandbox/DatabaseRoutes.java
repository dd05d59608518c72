package io.github.milvusretention.sandbox;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code databases/*}. */
final class DatabaseRoutes {
  private final Catalog catalog;
  private final Envelope envelope;

  DatabaseRoutes(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  List<Route> all() {
    return List.of(
        new Route("databases/list", Shape.EMPTY, call -> envelope.names(catalog.databases())),
        new Route("databases/describe", Shape.DATABASE_NAMED, this::describe));
  }

  private Reply describe(Call call) {
    ObjectNode data =
        Envelope.object()
            .put("dbName", call.database())
            .put("dbID", catalog.databaseId(call.database()));
    data.set("properties", Envelope.array());
    return envelope.success(data);
  }
}

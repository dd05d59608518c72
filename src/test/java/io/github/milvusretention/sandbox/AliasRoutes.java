package io.github.milvusretention.sandbox;

import java.util.List;

/** The routes under {@code aliases/*} that read. */
final class AliasRoutes {
  private final Catalog catalog;
  private final Envelope envelope;

  AliasRoutes(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  List<Route> all() {
    return List.of(new Route("aliases/describe", Shape.ALIAS, this::describe));
  }

  private Reply describe(Call call) {
    String alias = call.alias();
    String target = catalog.aliasTarget(call.database(), alias);
    if (target == null) {
      throw Errors.aliasMissing(call.database(), alias);
    }
    return envelope.success(
        Envelope.object()
            .put("dbName", call.database())
            .put("collectionName", target)
            .put("aliasName", alias));
  }
}

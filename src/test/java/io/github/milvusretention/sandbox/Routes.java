package io.github.milvusretention.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of one release. */
final class Routes {
  static final String PREFIX = "/v2/vectordb/";

  private final Map<String, Route> byName;

  Routes(Version version, Catalog catalog, Envelope envelope) {
    byName =
        Stream.of(
                version.listsDatabases()
                    ? new DatabaseRoutes(catalog, envelope).all()
                    : List.<Route>of(),
                new CollectionRoutes(catalog, envelope).all(),
                new AliasRoutes(catalog, envelope).all(),
                new PartitionRoutes(catalog, envelope).all(),
                List.of(
                    new Route(
                        "collections/create",
                        Shape.NEW_COLLECTION,
                        new CreateCollection(catalog, envelope)),
                    new Route(
                        "entities/insert", Shape.ENTITIES, new InsertEntities(catalog, envelope)),
                    new Route("entities/query", Shape.QUERY, new QueryEntities(catalog, envelope)),
                    new Route(
                        "collections/describe",
                        Shape.COLLECTION,
                        new DescribeCollection(version, catalog, envelope)),
                    new Route(
                        "collections/get_load_state",
                        Shape.COLLECTION,
                        new LoadState(catalog, envelope))))
            .flatMap(Collection::stream)
            .collect(Collectors.toMap(Route::name, Function.identity()));
  }

  Optional<Route> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** {@code partitions/drop} for {@code /v2/vectordb/partitions/drop}; any other path unchanged. */
  static String name(String path) {
    return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
  }
}

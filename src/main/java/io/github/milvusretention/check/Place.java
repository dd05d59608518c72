package io.github.milvusretention.check;

import io.github.milvusretention.milvus.Cluster;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where something was found.
 *
 * @param name of the cluster or policy; null for the other parts
 * @param uri of a cluster
 * @param database of the collection, if it is about one
 */
public record Place(
    Part part,
    @Nullable String name,
    @Nullable String uri,
    @Nullable String database,
    @Nullable String collection) {
  public static final Place RULES = new Place(Part.RULES, null);
  static final Place REPOSITORY = new Place(Part.REPOSITORY, null);
  static final Place HOLDS = new Place(Part.HOLDS, null);

  /** A part of an installation. */
  public enum Part {
    RULES,
    REPOSITORY,
    CLUSTER,
    POLICY,
    HOLDS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Place(Part part, @Nullable String name) {
    this(part, name, null, null, null);
  }

  static Place of(Cluster cluster) {
    return new Place(Part.CLUSTER, cluster.name(), cluster.uri().toString(), null, null);
  }

  static Place ofPolicy(String name) {
    return new Place(Part.POLICY, name);
  }

  static Place ofCollection(String policy, String database, String collection) {
    return new Place(Part.POLICY, policy, null, database, collection);
  }

  /** For a table, in which the detail names the collection. */
  @Override
  public String toString() {
    return part + (name == null ? "" : " " + name) + (uri == null ? "" : " at " + uri);
  }
}

package io.github.milvusretention.policy;

import io.github.milvusretention.period.RuleException;
import java.util.List;

/**
 * The collections that a policy is about.
 *
 * @param cluster the cluster's name in the rules
 */
public record Scope(
    String cluster, Glob database, List<Glob> collections, List<Glob> excludeCollections) {

  /** Throws {@link RuleException} if it selects nothing. */
  public Scope {
    collections = List.copyOf(collections);
    excludeCollections = List.copyOf(excludeCollections);
    RuleException.check(!cluster.isBlank(), "cluster", "is empty", "name one of the clusters");
    RuleException.check(
        !collections.isEmpty(), "collections", "is empty", "list names or globs, such as docs_*");
  }

  /** Whether it covers this collection of its cluster. */
  public boolean selects(String database, String collection) {
    return this.database.matches(database)
        && collections.stream().anyMatch(glob -> glob.matches(collection))
        && excludeCollections.stream().noneMatch(glob -> glob.matches(collection));
  }
}

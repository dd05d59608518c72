package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** See {@link Policy#within}. */
  public Optional<Scope> within(@Nullable String database, @Nullable String collection) {
    boolean selects =
        (database == null || this.database.matches(database))
            && (collection == null
                || collections.stream().anyMatch(glob -> glob.matches(collection)));
    return selects
        ? Optional.of(
            new Scope(
                cluster,
                database == null ? this.database : Glob.of(database),
                collection == null ? collections : List.of(Glob.of(collection)),
                excludeCollections))
        : Optional.empty();
  }

  /** Whether it covers this collection of its cluster. */
  public boolean selects(String database, String collection) {
    return this.database.matches(database)
        && collections.stream().anyMatch(glob -> glob.matches(collection))
        && excludeCollections.stream().noneMatch(glob -> glob.matches(collection));
  }
}

package io.github.milvusretention.plan.list;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which collections to read. */
final class Selection {
  private final Milvus milvus;
  private final Policy policy;
  private final Set<CollectionName> seen;
  private final Map<String, Set<String>> listed = new TreeMap<>();

  /**
   * @param seen the collections that the policy's last plan saw
   */
  Selection(Milvus milvus, Policy policy, Set<CollectionName> seen) {
    this.milvus = milvus;
    this.policy = policy;
    this.seen = seen;
  }

  /**
   * One collection to read.
   *
   * @param listed whether the server's list shows it
   * @param named whether the rules have exactly this name, not just a glob that matches it
   */
  record Question(CollectionName place, boolean listed, boolean named) {}

  /**
   * Every collection that is listed, and every one that should be.
   *
   * @param unreadable gains a sentence for each database that could not be read
   */
  List<Question> questions(List<String> unreadable) {
    Set<String> notListed = new HashSet<>();
    for (String database : databases()) {
      try {
        listed.put(database, Set.copyOf(milvus.collections(database)));
      } catch (MilvusException e) {
        if (policy.scope().database().isName() || e.outcome().clusterUnusable()) {
          throw e;
        }
        // One of several databases must not hide the others.
        notListed.add(database);
        if (e.outcome() != Outcome.DATABASE_GONE) {
          unreadable.add("database " + database + ": " + e.getMessage());
        }
      }
    }
    Stream<CollectionName> shown =
        listed.entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(name -> new CollectionName(e.getKey(), name)));
    Stream<CollectionName> named =
        listed.keySet().stream()
            .flatMap(
                database ->
                    policy.scope().collections().stream()
                        .filter(Glob::isName)
                        .map(name -> new CollectionName(database, name.text())));
    return Stream.of(shown, named, seen.stream())
        .flatMap(Function.identity())
        .distinct()
        .filter(place -> policy.scope().selects(place.database(), place.collection()))
        .filter(place -> !notListed.contains(place.database()))
        .sorted()
        .map(
            place ->
                new Question(
                    place,
                    listed.getOrDefault(place.database(), Set.of()).contains(place.collection()),
                    named(place)))
        .toList();
  }

  /** The exclusions that match no listed collection; to be asked after the questions. */
  List<Glob> idleExclusions() {
    return policy.scope().excludeCollections().stream()
        .filter(glob -> listed.values().stream().flatMap(Set::stream).noneMatch(glob::matches))
        .toList();
  }

  private List<String> databases() {
    Glob wanted = policy.scope().database();
    if (wanted.isName()) {
      return List.of(wanted.text());
    }
    try {
      return milvus.databases().stream().filter(wanted::matches).toList();
    } catch (MilvusException e) {
      if (e.outcome() == Outcome.NO_SUCH_ROUTE) {
        throw new RunFailure(
            RunExit.CLUSTER_UNUSABLE,
            "policy "
                + policy.name()
                + ", database "
                + wanted.text()
                + ": this server cannot list databases (REST v2 can since Milvus 2.4.18); write"
                + " the database's name instead of a glob");
      }
      throw e;
    }
  }

  private boolean named(CollectionName place) {
    return policy.scope().collections().stream()
        .anyMatch(glob -> glob.isName() && glob.text().equals(place.collection()));
  }
}

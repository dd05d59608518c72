package io.github.milvusretention.restore;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.Glob;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds a partition by its name in the collections that policies select. */
public class PartitionSearch {
  private final Clusters clusters;

  PartitionSearch(Clusters clusters) {
    this.clusters = clusters;
  }

  /** All that have that name, in order. Throws {@link MilvusException}. */
  public List<Address> find(PartitionName name, Collection<Policy> policies) {
    Set<Address> found = new TreeSet<>();
    for (Policy policy : policies) {
      Milvus milvus = clusters.of(policy);
      for (String database : databases(policy, milvus)) {
        milvus.collections(database).stream()
            .filter(collection -> policy.scope().selects(database, collection))
            .filter(collection -> name.isIn(database, collection))
            .filter(collection -> milvus.hasPartition(database, collection, name.partition()))
            .map(
                collection ->
                    new Address(milvus.cluster().name(), database, collection, name.partition()))
            .forEach(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static List<String> databases(Policy policy, Milvus milvus) {
    Glob wanted = policy.scope().database();
    return wanted.isName()
        ? List.of(wanted.text())
        : milvus.databases().stream().filter(wanted::matches).toList();
  }
}

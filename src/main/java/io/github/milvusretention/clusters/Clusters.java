package io.github.milvusretention.clusters;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The clusters of the rules, connected to when first asked for. */
public class Clusters {
  private final Rules rules;
  private final Function<Cluster, Milvus> connect;
  private final Map<String, Milvus> connected = new ConcurrentHashMap<>();

  public Clusters(Rules rules, Function<Cluster, Milvus> connect) {
    this.rules = rules;
    this.connect = connect;
  }

  public Milvus of(Policy policy) {
    return of(rules.clusterOf(policy));
  }

  /** Empty if the rules do not have it. */
  public Optional<Milvus> named(String name) {
    return Optional.ofNullable(rules.clusters().get(name)).map(this::of);
  }

  private Milvus of(Cluster cluster) {
    return connected.computeIfAbsent(cluster.name(), name -> connect.apply(cluster));
  }

  /** Whether the cluster answers a simple question: which collections a database has. */
  public static boolean answers(Milvus milvus, String database) {
    try {
      milvus.collections(database);
      return true;
    } catch (MilvusException e) {
      return !e.outcome().isTransient() && !e.outcome().notSent();
    }
  }

  @PreDestroy
  public void close() {
    connected.values().forEach(Milvus::close);
  }
}

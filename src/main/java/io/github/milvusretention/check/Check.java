package io.github.milvusretention.check;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.ServerVersion;
import io.github.milvusretention.plan.Inventory;
import io.github.milvusretention.plan.OtherClocks;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Looks at what a run of each policy would need, without changing anything. */
public class Check {
  private final Rules rules;
  private final DataSource repository;
  private final Clusters clusters;
  private final Planner planner;
  private final OtherClocks otherClocks;
  private final Clock clock;

  Check(
      Rules rules,
      DataSource repository,
      Clusters clusters,
      Planner planner,
      OtherClocks otherClocks,
      Clock clock) {
    this.otherClocks = otherClocks;
    this.rules = rules;
    this.repository = repository;
    this.clusters = clusters;
    this.planner = planner;
    this.clock = clock;
  }

  public List<Finding> examine(List<Policy> policies) {
    List<Finding> findings = new ArrayList<>();
    findings.add(repository());
    Stream.of(otherClocks.database(), otherClocks.lastRun())
        .flatMap(Optional::stream)
        .map(reading -> ClockFindings.of("repository", reading, rules.clockTolerance()))
        .forEach(findings::add);
    Map<String, List<Policy>> byCluster = new LinkedHashMap<>();
    policies.forEach(
        policy ->
            byCluster.computeIfAbsent(policy.cluster(), name -> new ArrayList<>()).add(policy));
    byCluster.values().forEach(group -> findings.addAll(cluster(group)));
    return findings;
  }

  private Finding repository() {
    try (Connection connection = repository.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      return Finding.ok(
          "repository", about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
    } catch (SQLException e) {
      return Finding.problem(
          "repository", RunExit.CLUSTER_UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  /** The findings on one cluster and on the policies that work on it. */
  private List<Finding> cluster(List<Policy> policies) {
    Policy first = policies.get(0);
    Milvus milvus = clusters.of(first);
    ServerVersion version;
    try {
      version = milvus.version(first.database().isName() ? first.database().text() : "default");
    } catch (MilvusException e) {
      return List.of(
          Finding.problem(
              ClusterFindings.name(milvus.cluster()), RunExit.CLUSTER_UNUSABLE, e.getMessage()));
    }
    List<Finding> findings = new ArrayList<>(ClusterFindings.of(milvus.cluster(), version));
    findings.add(
        ClockFindings.ofCluster(
            ClusterFindings.name(milvus.cluster()), milvus.clock(), rules.clockTolerance()));
    policies.forEach(
        policy -> findings.addAll(policy(milvus, policy, ClusterFindings.partitionLimit(version))));
    return findings;
  }

  private List<Finding> policy(Milvus milvus, Policy policy, int limit) {
    String what = "policy " + policy.name();
    Instant now = clock.instant();
    try {
      Inventory inventory = planner.inventory(policy, policy.asOf(now));
      List<Finding> findings =
          new ArrayList<>(
              Parallel.ask(
                      inventory.listings(),
                      policy.concurrency(),
                      listing -> collection(milvus, policy, now, listing, limit))
                  .stream()
                  .flatMap(Collection::stream)
                  .toList());
      List<String> problems = new ArrayList<>(inventory.unreadable());
      problems.addAll(inventory.notes());
      if (inventory.listings().isEmpty() && problems.isEmpty()) {
        problems.add(
            "no collection matches, or the credentials show none; nothing would be" + " dropped");
      }
      problems.forEach(
          problem -> findings.add(Finding.problem(what, RunExit.PARTITIONS_FAILED, problem)));
      return findings;
    } catch (MilvusException e) {
      return List.of(Finding.problem(what, RunExit.CLUSTER_UNUSABLE, e.getMessage()));
    } catch (RunFailure e) {
      return List.of(Finding.problem(what, e.exit(), e.getMessage()));
    }
  }

  private List<Finding> collection(
      Milvus milvus, Policy policy, Instant now, Listing listing, int limit) {
    return CollectionFindings.of(
        policy,
        rules.policies().values(),
        now,
        listing,
        milvus.describe(listing.database(), listing.collection()),
        limit);
  }
}

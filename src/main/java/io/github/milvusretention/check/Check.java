package io.github.milvusretention.check;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.start.RepositoryWarnings;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.ServerVersion;
import io.github.milvusretention.plan.OtherClocks;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.list.Inventory;
import io.github.milvusretention.plan.list.ListedCollection;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Looks at what a run of each policy would need, without changing anything. */
public class Check {
  private final Rules rules;
  private final DataSource repository;
  private final RepositoryWarnings warnings;
  private final Clusters clusters;
  private final Planner planner;
  private final OtherClocks otherClocks;
  private final Holds holds;
  private final Clock clock;

  Check(
      Rules rules,
      DataSource repository,
      RepositoryWarnings warnings,
      Clusters clusters,
      Planner planner,
      OtherClocks otherClocks,
      Holds holds,
      Clock clock) {
    this.otherClocks = otherClocks;
    this.holds = holds;
    this.rules = rules;
    this.repository = repository;
    this.warnings = warnings;
    this.clusters = clusters;
    this.planner = planner;
    this.clock = clock;
  }

  public List<Finding> examine(List<Policy> policies) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(repository());
    Stream.of(otherClocks.database(), otherClocks.lastRun())
        .flatMap(Optional::stream)
        .map(reading -> ClockFindings.of(Place.REPOSITORY, reading, rules.clockTolerance()))
        .forEach(findings::add);
    Map<String, List<Policy>> byCluster = new LinkedHashMap<>();
    policies.forEach(
        policy ->
            byCluster
                .computeIfAbsent(policy.scope().cluster(), name -> new ArrayList<>())
                .add(policy));
    HoldFindings held = new HoldFindings();
    byCluster.values().forEach(group -> findings.addAll(cluster(group, held)));
    findings.addAll(held.idle(rules.policies().size()));
    return findings;
  }

  private List<Finding> repository() {
    try (Connection connection = repository.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      List<Finding> findings = new ArrayList<>();
      findings.add(
          Finding.ok(
              FindingId.REPOSITORY,
              Place.REPOSITORY,
              about.getDatabaseProductName() + " " + about.getDatabaseProductVersion()));
      warnings
          .all()
          .forEach(
              warning ->
                  findings.add(
                      Finding.warning(FindingId.REPOSITORY_SETTING, Place.REPOSITORY, warning)));
      return findings;
    } catch (SQLException e) {
      return List.of(
          Finding.problem(
              FindingId.REPOSITORY,
              Place.REPOSITORY,
              RunExit.CLUSTER_UNUSABLE,
              RepositoryFailure.told(e).orElse(String.valueOf(e.getMessage()))));
    }
  }

  /** The findings on one cluster and on the policies that work on it. */
  private List<Finding> cluster(List<Policy> policies, HoldFindings held) {
    Policy first = policies.get(0);
    Milvus milvus = clusters.of(first);
    ServerVersion version;
    try {
      version =
          milvus.version(
              first.scope().database().isName() ? first.scope().database().text() : "default");
    } catch (MilvusException e) {
      return List.of(
          Finding.problem(
              FindingId.CLUSTER,
              Place.of(milvus.cluster()),
              RunExit.CLUSTER_UNUSABLE,
              e.getMessage()));
    }
    List<Finding> findings = new ArrayList<>(ClusterFindings.of(milvus.cluster(), version));
    findings.add(
        ClockFindings.ofCluster(
            Place.of(milvus.cluster()), milvus.clock(), rules.clockTolerance()));
    policies.forEach(policy -> findings.addAll(policy(policy, version.partitionLimit(), held)));
    return findings;
  }

  /** It may be misspelled, and then the collection that it was meant for is worked on. */
  private static Optional<Finding> idleExclusions(Place policy, List<Glob> idle) {
    return idle.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                FindingId.EXCLUSION_IDLE,
                policy,
                "exclude-collections: "
                    + idle.stream().map(Glob::text).collect(Collectors.joining(", "))
                    + (idle.size() == 1 ? " matches" : " match")
                    + " no collection that the server shows"));
  }

  private List<Finding> policy(Policy policy, int limit, HoldFindings held) {
    Place place = Place.ofPolicy(policy.name());
    Instant now = clock.instant();
    try (NameStore names = new NameStore()) {
      Inventory inventory = planner.inventory(policy, policy.asOf(now), names);
      List<Finding> findings = new ArrayList<>();
      for (ListedCollection listed : inventory.collections()) {
        findings.addAll(
            CollectionFindings.of(
                policy, rules.policies().values(), now, listed.listing(), listed.info(), limit));
      }
      findings.addAll(
          held.of(
              policy,
              rules.policies().values(),
              now,
              holds.of(policy, null),
              inventory.collections().stream().map(ListedCollection::listing).toList()));
      idleExclusions(place, inventory.idleExclusions()).ifPresent(findings::add);
      Stream.of(inventory.unreadable(), inventory.notes())
          .flatMap(List::stream)
          .map(
              problem ->
                  Finding.problem(
                      FindingId.COLLECTION_NOT_READ, place, RunExit.PARTITIONS_FAILED, problem))
          .forEach(findings::add);
      return findings;
    } catch (MilvusException e) {
      return List.of(
          Finding.problem(FindingId.POLICY, place, RunExit.CLUSTER_UNUSABLE, e.getMessage()));
    } catch (RunFailure e) {
      return List.of(Finding.problem(FindingId.POLICY, place, e.exit(), e.getMessage()));
    }
  }
}

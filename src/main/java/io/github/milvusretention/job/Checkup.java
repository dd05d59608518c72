package io.github.milvusretention.job;

import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Looks at what a run of each policy would need, without changing anything. */
@Component
public class Checkup {
  private final DataSource repository;
  private final Clusters clusters;

  Checkup(DataSource repository, Clusters clusters) {
    this.repository = repository;
    this.clusters = clusters;
  }

  /**
   * One thing looked at.
   *
   * @param exit DONE if it is good
   */
  public record Finding(String what, RunExit exit, String detail) {
    public static Finding good(String what, String detail) {
      return new Finding(what, RunExit.DONE, detail);
    }
  }

  public List<Finding> examine(List<Policy> policies) {
    List<Finding> findings = new ArrayList<>();
    findings.add(repository());
    policies.stream()
        .map(Policy::cluster)
        .distinct()
        .forEach(
            cluster ->
                policies.stream()
                    .filter(policy -> policy.cluster().equals(cluster))
                    .findFirst()
                    .ifPresent(policy -> findings.add(cluster(clusters.of(policy), policy))));
    policies.forEach(policy -> findings.addAll(collections(policy)));
    return findings;
  }

  private Finding repository() {
    try (Connection connection = repository.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      return Finding.good(
          "repository", about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
    } catch (SQLException e) {
      return new Finding("repository", RunExit.CLUSTER_UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Finding cluster(Milvus milvus, Policy policy) {
    String what = "cluster " + policy.cluster() + " at " + milvus.cluster().uri();
    String token = milvus.cluster().token().isEmpty() ? "without a token" : "with a token";
    try {
      List<String> databases = milvus.databases();
      return Finding.good(
          what, "answers " + token + "; Milvus 2.4.18 or later; databases " + databases);
    } catch (MilvusException e) {
      return e.outcome() == Outcome.NO_SUCH_ROUTE
          ? Finding.good(
              what,
              "answers " + token + "; older than Milvus 2.4.18: no database globs, no - in names")
          : new Finding(what, RunExit.CLUSTER_UNUSABLE, e.getMessage());
    }
  }

  private List<Finding> collections(Policy policy) {
    String what = "policy " + policy.name();
    List<Finding> findings = new ArrayList<>();
    try {
      Inventory inventory = new Lister(clusters.of(policy), policy).list();
      for (Listing listing : inventory.listings()) {
        findings.add(
            Finding.good(
                what,
                listing.database()
                    + "."
                    + listing.collection()
                    + " is readable, "
                    + listing.partitions().size()
                    + " partitions"));
      }
      inventory
          .unreadable()
          .forEach(s -> findings.add(new Finding(what, RunExit.PARTITIONS_FAILED, s)));
      inventory.notes().forEach(s -> findings.add(new Finding(what, RunExit.PARTITIONS_FAILED, s)));
      if (inventory.listings().isEmpty() && inventory.notes().isEmpty()) {
        findings.add(
            new Finding(
                what, RunExit.PARTITIONS_FAILED, "no collection matches; nothing would go"));
      }
    } catch (MilvusException e) {
      findings.add(new Finding(what, RunExit.CLUSTER_UNUSABLE, e.getMessage()));
    } catch (RunFailure e) {
      findings.add(new Finding(what, e.exit(), String.valueOf(e.getMessage())));
    }
    return findings;
  }
}

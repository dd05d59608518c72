package io.github.milvusretention.drop.gate;

import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;

/**
 * The cluster that a planned partition is on. Since the plan the rules may name another one, or
 * another server by the same name, which would know nothing of the partition.
 */
public final class PlannedCluster {
  private PlannedCluster() {}

  /**
   * Throws {@link RunFailure} if the rules no longer have the cluster, or have it at another
   * address.
   *
   * @param row any of the run's partitions there
   */
  public static Milvus of(Clusters clusters, LedgerRow row) {
    Address address = row.address();
    Milvus milvus =
        clusters
            .named(address.cluster())
            .orElseThrow(
                () ->
                    unusable(
                        "cluster "
                            + address.cluster()
                            + " is no longer in the rules, so its partitions of "
                            + address.collection()
                            + " cannot be dropped or checked"));
    if (!isOn(milvus, row)) {
      throw unusable(
          "cluster "
              + address.cluster()
              + " was at "
              + row.server()
              + " when this run was planned, and the rules now have it at "
              + Cluster.server(milvus.cluster().uri())
              + ", so nothing of the plan is dropped there. Put its uri back and rerun, or make a"
              + " new plan by a run with --again");
    }
    return milvus;
  }

  /** Whether the row was planned there, as far as it says. */
  public static boolean isOn(Milvus milvus, LedgerRow row) {
    String server = row.server();
    return server == null || server.equals(Cluster.server(milvus.cluster().uri()));
  }

  private static RunFailure unusable(String sentence) {
    return new RunFailure(RunExit.CLUSTER_UNUSABLE, sentence);
  }
}

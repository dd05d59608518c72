package io.github.milvusretention.plan;

import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.ledger.Releases;
import java.util.List;

/**
 * What a plan has learned of partitions that earlier runs released, and what only a run writes.
 *
 * @param server its address
 * @param loaded those that are loaded again
 * @param gone those that no longer exist
 */
public record ReleasesSeen(String server, List<Released> loaded, List<Released> gone) {
  public ReleasesSeen {
    loaded = List.copyOf(loaded);
    gone = List.copyOf(gone);
  }

  /** Throws {@link io.github.milvusretention.lease.LeaseLost}. */
  public void note(Releases releases, Lease lease) {
    releases.note(server, loaded, gone, lease);
  }
}

package io.github.milvusretention.plan.list;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.policy.Listing;

/** What a person is told about a list of the server that cannot be complete. */
final class ShortenedList {
  static final String CURE =
      "; nothing of it is planned. Check the privileges of the token's user, and any proxy between"
          + " this machine and the server";

  private ShortenedList() {}

  /**
   * @param evidence a clause that says what shows it
   */
  static String ofPartitions(Listing listing, String evidence) {
    return new CollectionName(listing.database(), listing.collection())
        + ": the server's list of its partitions is shortened ("
        + listing.partitions().size()
        + " shown): "
        + evidence
        + CURE;
  }
}

package io.github.milvusretention.policy;

import java.util.Comparator;

/** The location of a partition. Names are case-sensitive, exactly as the server lists them. */
public record Address(String cluster, String database, String collection, String partition)
    implements Comparable<Address> {
  private static final Comparator<Address> ORDER =
      Comparator.comparing(Address::cluster)
          .thenComparing(Address::database)
          .thenComparing(Address::collection)
          .thenComparing(Address::partition);

  @Override
  public int compareTo(Address other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return database + "." + collection + "/" + partition;
  }
}

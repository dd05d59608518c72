package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Address;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Partitions in one line. */
final class Partitions {
  private Partitions() {}

  /** By collection, "default.docs (a, b), default.logs (c)"; of many the first, and their count. */
  static String inWords(List<Address> partitions, int most) {
    String shown =
        partitions.stream()
            .limit(most)
            .collect(
                Collectors.groupingBy(
                    address -> address.database() + "." + address.collection(),
                    TreeMap::new,
                    Collectors.mapping(Address::partition, Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(collection -> collection.getKey() + " (" + collection.getValue() + ")")
            .collect(Collectors.joining(", "));
    int more = partitions.size() - most;
    return shown + (more > 0 ? " and %s more".formatted(more) : "");
  }
}

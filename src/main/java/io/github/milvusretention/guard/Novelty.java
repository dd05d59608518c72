package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Address;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something new, and what is due only because of it.
 *
 * @param what a clause
 * @param firstSeen of a collection, when a run first saw it; null otherwise, and if none has
 */
public record Novelty(
    Kind kind, String what, List<Address> partitions, @Nullable Instant firstSeen) {
  private static final int MAX_SHOWN = 10;

  /** What is new: a policy or its server, the values of its keys, or a collection alone. */
  public enum Kind {
    POLICY,
    RULES,
    COLLECTION
  }

  public Novelty {
    partitions = List.copyOf(partitions);
  }

  /** What is new, with the first few partitions. */
  String brief() {
    String more =
        partitions.size() <= MAX_SHOWN
            ? ""
            : " and %s more".formatted(partitions.size() - MAX_SHOWN);
    return what + ": " + names(partitions.stream().limit(MAX_SHOWN).toList()) + more;
  }

  /** What is new, with all partitions. */
  public String whole() {
    return what + ": " + names(partitions);
  }

  private static String names(List<Address> partitions) {
    Map<String, List<String>> byCollection =
        partitions.stream()
            .collect(
                Collectors.groupingBy(
                    address -> address.database() + "." + address.collection(),
                    TreeMap::new,
                    Collectors.mapping(Address::partition, Collectors.toList())));
    return byCollection.entrySet().stream()
        .map(e -> e.getKey() + " (" + String.join(", ", e.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }
}

package io.github.milvusretention.guard;

import io.github.milvusretention.policy.Address;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something new, and what is due only because of it.
 *
 * @param what a clause
 * @param firstSeen of a collection, when a run first saw it; null otherwise, and if none has
 */
public record Novelty(
    Kind kind, String what, List<Address> partitions, @Nullable Instant firstSeen) {
  private static final int FEW = 10;
  private static final int MANY = 1_000;

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
    return withNames(FEW);
  }

  /** What is new, with all partitions, unless they are more than anybody reads in one line. */
  public String whole() {
    return withNames(MANY);
  }

  private String withNames(int most) {
    return what + ": " + Partitions.inWords(partitions, most);
  }
}

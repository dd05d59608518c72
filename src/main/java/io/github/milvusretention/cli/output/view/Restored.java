package io.github.milvusretention.cli.output.view;

import io.github.milvusretention.policy.Address;
import java.util.List;

/**
 * A partition that was loaded again, as JSON.
 *
 * @param steps what was done, a sentence each
 */
public record Restored(
    String cluster, String database, String collection, String partition, List<String> steps) {
  public Restored {
    steps = List.copyOf(steps);
  }

  public static Restored of(Address address, List<String> steps) {
    return new Restored(
        address.cluster(), address.database(), address.collection(), address.partition(), steps);
  }
}

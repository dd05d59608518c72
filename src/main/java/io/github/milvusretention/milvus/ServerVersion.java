package io.github.milvusretention.milvus;

import java.lang.module.ModuleDescriptor.Version;
import org.jspecify.annotations.Nullable;

/**
 * The version of a Milvus server: exact if the server reports it, otherwise a range inferred from
 * its answers.
 *
 * @param from the server is this release or a later one
 * @param below the server is older than this release; null if unknown
 * @param exact whether the server reported {@code from} itself
 */
public record ServerVersion(String from, @Nullable String below, boolean exact) {
  /** How many partitions a collection may have, unless the server is configured otherwise. */
  public static final int PARTITION_LIMIT = 1024;

  private static final int EARLIER_LIMIT = 4096;

  public static ServerVersion between(String from, @Nullable String below) {
    return new ServerVersion(from, below, false);
  }

  public static ServerVersion exactly(String number) {
    return new ServerVersion(number, null, true);
  }

  /** Whether every possible release is older than the given one. */
  public boolean isBefore(String release) {
    return exact ? compare(from, release) < 0 : below != null && compare(below, release) <= 0;
  }

  /** Whether a possible release is older than the given one. */
  public boolean mayBeBefore(String release) {
    return compare(from, release) < 0;
  }

  /** How many partitions a collection may have, unless the server is configured otherwise. */
  public int partitionLimit() {
    return isBefore("2.4.5") ? EARLIER_LIMIT : PARTITION_LIMIT;
  }

  private static int compare(String one, String other) {
    return Version.parse(one).compareTo(Version.parse(other));
  }

  @Override
  public String toString() {
    if (exact) {
      return "Milvus " + from;
    }
    return "Milvus " + from + (below == null ? " or later" : " or later, before " + below);
  }
}

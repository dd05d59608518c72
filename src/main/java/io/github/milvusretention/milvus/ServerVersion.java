package io.github.milvusretention.milvus;

import java.lang.module.ModuleDescriptor.Version;
import org.jspecify.annotations.Nullable;

/**
 * Which release of Milvus answers: its number if it says it, otherwise what its answers let one
 * conclude.
 *
 * @param from it is this release or a later one
 * @param below it is older than this release; null if nothing says so
 * @param exact whether {@code from} is the server's own word
 */
public record ServerVersion(String from, @Nullable String below, boolean exact) {

  public static ServerVersion between(String from, @Nullable String below) {
    return new ServerVersion(from, below, false);
  }

  public static ServerVersion exactly(String number) {
    return new ServerVersion(number, null, true);
  }

  /** Whether every release that this may be is older than that one. */
  public boolean isBefore(String release) {
    return exact ? compare(from, release) < 0 : below != null && compare(below, release) <= 0;
  }

  /** Whether one of the releases that this may be is older than that one. */
  public boolean mayBeBefore(String release) {
    return compare(from, release) < 0;
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

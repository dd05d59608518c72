package io.github.milvusretention.restore;

import org.jspecify.annotations.Nullable;

/**
 * A partition as a person names it: alone, with its collection, or as {@code show} writes it.
 *
 * @param database null if it was not named
 * @param collection null if it was not named
 */
public record PartitionName(
    @Nullable String database, @Nullable String collection, String partition) {

  /**
   * Reads {@code partition}, {@code collection/partition}, {@code database.collection/partition}.
   */
  public static PartitionName of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new PartitionName(null, null, text);
    }
    String place = text.substring(0, slash);
    int dot = place.indexOf('.');
    return new PartitionName(
        dot < 0 ? null : place.substring(0, dot),
        place.substring(dot + 1),
        text.substring(slash + 1));
  }

  boolean isIn(String database, String collection) {
    return (this.database == null || this.database.equals(database))
        && (this.collection == null || this.collection.equals(collection));
  }

  @Override
  public String toString() {
    return (database == null ? "" : database + ".")
        + (collection == null ? "" : collection + "/")
        + partition;
  }
}

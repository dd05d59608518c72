package io.github.milvusretention.console.plan;

import io.github.milvusretention.policy.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a plan are listed.
 *
 * @param collection as {@code database.collection}, exact; empty for all
 * @param verdict null for all
 * @param text what the partition's name contains, in upper or lower case; empty for all
 */
record PlanFilter(String collection, @Nullable Verdict verdict, String text) {
  static final PlanFilter ALL = new PlanFilter("", null, "");

  boolean isAll() {
    return equals(ALL);
  }

  boolean hasCollection(String database, String name) {
    return collection.isEmpty() || collection.equals(database + "." + name);
  }

  boolean hasVerdict(Verdict other) {
    return verdict == null || verdict == other;
  }

  boolean hasName(String partition) {
    return text.isEmpty()
        || partition.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}

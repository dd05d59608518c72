package io.github.milvusretention.cli.command;

import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.values.Closest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A policy whose record is asked for; it may be gone from the rules. */
public final class RecordedPolicy {
  private RecordedPolicy() {}

  /**
   * Throws {@link UsageException} if neither the rules nor the record know it: an empty answer
   * would look as if it had never run.
   *
   * @param name null for all policies
   */
  public static void refuseUnknown(@Nullable String name, Rules rules, History history) {
    if (name == null || rules.policies().containsKey(name)) {
      return;
    }
    Set<String> known = new TreeSet<>(history.policies());
    if (!known.contains(name)) {
      known.addAll(rules.policies().keySet());
      throw new UsageException(
          "there is no policy "
              + name
              + " in the rules, and no run of one is recorded; "
              + Closest.didYouMean(name, known, "the policies are " + known));
    }
  }
}

package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NameMatch;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.period.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a policy reads the names of partitions.
 *
 * @param period how long each period lasts whose name gives its first unit; null means that unit
 * @param lead how long before its period a partition without a year in its name may be created;
 *     null means one unit
 */
public record Names(List<NamePattern> partitions, @Nullable Keep period, @Nullable Keep lead) {

  /** Throws {@link RuleException} if the values contradict each other. */
  public Names {
    partitions = List.copyOf(partitions);
    RuleException.check(
        !partitions.isEmpty(), "partitions", "is empty", "list patterns, such as uuuu-MM-dd");
    RuleException.check(
        lead == null || partitions.stream().anyMatch(NamePattern::cyclic),
        "lead",
        "is set, but every pattern in partitions has a year",
        "remove it: only names without a year can be created ahead under a name in use");
    if (period != null) {
      for (NamePattern pattern : partitions) {
        check(pattern, period);
      }
    }
  }

  /** Whether one of the patterns reads the name as a date. */
  public boolean recognise(String partition) {
    return partitions.stream()
        .anyMatch(pattern -> !(pattern.read(partition) instanceof NameMatch.None));
  }

  public boolean hourly() {
    return partitions.stream().anyMatch(pattern -> pattern.unit() == Unit.HOUR);
  }

  private static void check(NamePattern pattern, Keep period) {
    RuleException.check(
        !pattern.cyclic(),
        "period",
        "is set, but names of \"" + pattern + "\" have no year",
        "remove it, or put the year into the names");
    RuleException.check(
        !pattern.unit().canOutlast(period),
        "period",
        period
            + " is shorter than the "
            + pattern.unit().words()
            + " that \""
            + pattern
            + "\" reads",
        "write how long the period lasts that begins with it, at least "
            + pattern.unit().length()
            + ", or put the pattern into a policy of its own");
  }
}

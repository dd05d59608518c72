package io.github.milvusretention.plan;

import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people are told of partitions that wait for a person. */
public final class Waiting {
  private static final int MAX_SHOWN = 20;

  private Waiting() {}

  /** How many there are of each kind, such as {@code 2 partitions (RE_CREATED 2)}. */
  public static String count(Plan plan) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    plan.waiting().forEach(decision -> counts.merge(decision.verdict(), 1, Integer::sum));
    List<String> kinds =
        counts.entrySet().stream().map(kind -> kind.getKey() + " " + kind.getValue()).toList();
    int all = plan.waiting().size();
    return (all == 1 ? "1 partition (" : all + " partitions (") + String.join(", ", kinds) + ")";
  }

  /** A sentence with the command that accepts a plan of this digest; empty if nothing waits. */
  private static String sentence(Plan plan, String digest) {
    if (plan.waiting().isEmpty()) {
      return "";
    }
    return "kept until a person accepts: %s; to accept exactly that: %s"
        .formatted(count(plan), command(plan, digest));
  }

  /**
   * To be told by a run, which drops what is EXPIRED: the command accepts what is left after that;
   * empty if nothing waits.
   */
  public static String afterRun(Plan plan) {
    return sentence(plan, plan.digestOfWaiting());
  }

  /** As a new attempt: a finished run of the same as-of would only be reported. */
  public static String command(Plan plan, String digest) {
    return "run --policy "
        + plan.policy().name()
        + " --as-of "
        + plan.asOf()
        + " --again --accept "
        + digest;
  }

  /** A line for each of the first ones; the others are counted. */
  static Stream<String> lines(Plan plan) {
    int more = plan.waiting().size() - MAX_SHOWN;
    return Stream.concat(
        plan.waiting().stream().limit(MAX_SHOWN).map(Waiting::line),
        more > 0 ? Stream.of("kept until a person accepts: " + more + " more") : Stream.of());
  }

  private static String line(Decision decision) {
    return decision.address() + ": " + decision.verdict() + ", " + decision.reason();
  }
}

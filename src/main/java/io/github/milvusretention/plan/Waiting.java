package io.github.milvusretention.plan;

import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people are told of partitions that wait for a person. */
public final class Waiting {
  private static final int MAX_SHOWN = 20;
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final String KEPT = "kept until a person accepts: ";
  private static final Pattern COUNT = Pattern.compile("^" + KEPT + "(\\d+)\\b");

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
  private static String sentence(Plan plan, String digest, AcceptCommand command) {
    if (plan.waiting().isEmpty()) {
      return "";
    }
    return (KEPT + "%s; to accept exactly that: %s")
        .formatted(count(plan), command.runAgain(plan.policy().name(), plan.asOf(), digest));
  }

  /**
   * To be told by a run, which drops what is EXPIRED: the command accepts what is left after that;
   * empty if nothing waits.
   */
  public static String afterRun(Plan plan, AcceptCommand command) {
    return sentence(plan, plan.digestOfWaiting(), command);
  }

  /** The digest in such a sentence, of what was left to accept; empty if it has none. */
  public static Optional<String> digestIn(String sentence) {
    return DIGEST.matcher(sentence).results().map(MatchResult::group).findFirst();
  }

  /** How many partitions such a sentence tells of; empty for none. */
  public static OptionalInt told(String sentence) {
    Matcher count = COUNT.matcher(sentence);
    return count.find() ? OptionalInt.of(Integer.parseInt(count.group(1))) : OptionalInt.empty();
  }

  /** A line for each of the first ones; the others are counted. */
  static Stream<String> lines(Plan plan) {
    int more = plan.waiting().size() - MAX_SHOWN;
    return Stream.concat(
        plan.waiting().stream().limit(MAX_SHOWN).map(Waiting::line),
        more > 0 ? Stream.of(KEPT + more + " more") : Stream.of());
  }

  private static String line(Decision decision) {
    return decision.address() + ": " + decision.verdict() + ", " + decision.reason();
  }
}

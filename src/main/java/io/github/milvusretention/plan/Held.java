package io.github.milvusretention.plan;

import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.hold.Ending;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The holds that a plan met, and how many partitions each of them keeps. */
public final class Held {
  private static final int NAMED = 3;

  private final String policy;
  private final HoldsInForce met;
  private final Map<InForce, Integer> partitions = new LinkedHashMap<>();

  public Held(String policy, HoldsInForce met) {
    this.policy = policy;
    this.met = met;
  }

  /** Counts the decisions on one collection, and returns them. */
  public List<Decision> count(List<Decision> decisions) {
    if (!met.all().isEmpty()) {
      decisions.stream()
          .filter(decision -> decision.verdict() == Verdict.HELD)
          .flatMap(decision -> met.covering(decision).stream())
          .forEach(hold -> partitions.merge(hold, 1, Integer::sum));
    }
    return decisions;
  }

  /** When the last of the holds of a partition expires; null if one of them does not. */
  public @Nullable Instant until(Decision decision) {
    Instant last = null;
    for (InForce inForce : met.covering(decision)) {
      Instant expires = inForce.hold().expires();
      if (expires == null || inForce.ending() == Ending.REMOVED) {
        return null;
      }
      last = last == null || expires.isAfter(last) ? expires : last;
    }
    return last;
  }

  public HoldsInForce met() {
    return met;
  }

  /** By hold, those that keep nothing left out, in the order in which they were found. */
  public Map<Hold, Integer> byHold() {
    Map<Hold, Integer> byHold = new LinkedHashMap<>();
    partitions.forEach((inForce, count) -> byHold.put(inForce.hold(), count));
    return byHold;
  }

  /** What a person should know before it takes effect, a sentence each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (InForce inForce : met.all()) {
      int count = partitions.getOrDefault(inForce, 0);
      if (inForce.ending() != null && count > 0) {
        notes.add(ending(inForce, inForce.ending(), inWords(count)));
      }
      if (pauses(inForce)) {
        notes.add("the policy is paused by " + inForce.hold() + ": it drops nothing");
      }
    }
    return notes;
  }

  private static String ending(InForce inForce, Ending ending, String partitions) {
    Hold hold = inForce.hold();
    return switch (ending) {
      case EXPIRED ->
          hold
              + " expired after "
              + hold.lastDay()
              + "; it still holds "
              + partitions
              + " in the run that says so first, and none in the run after that";
      case REMOVED ->
          hold
              + " is no longer in the rules file, or covers something else there; it still holds "
              + partitions
              + " until a run at least "
              + ending.notice().toHours()
              + " hours after the one that said so first"
              + (inForce.told() == null ? "" : ", at " + inForce.told().at());
    };
  }

  private boolean pauses(InForce inForce) {
    return inForce.hold().covers().pauses(policy);
  }

  /** For the end of a run: held: 3 partitions by hold 7 of ada (audit); empty if nothing is. */
  public String summary() {
    String pause =
        met.all().stream()
            .filter(this::pauses)
            .findFirst()
            .map(inForce -> "paused by " + inForce.hold() + ", so that nothing is dropped")
            .orElse("");
    if (!pause.isEmpty() || partitions.isEmpty()) {
      return pause;
    }
    return "held: "
        + partitions.entrySet().stream()
            .limit(NAMED)
            .map(each -> inWords(each.getValue()) + " by " + each.getKey().hold())
            .collect(Collectors.joining(", "))
        + (partitions.size() > NAMED ? " and more by others, see plan" : "");
  }

  private static String inWords(int count) {
    return count == 1 ? "1 partition" : count + " partitions";
  }
}

package io.github.milvusretention.guard;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.DigestText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What guards refused when a person or a program looked at a plan: their names, limits, figures,
 * sentences and partitions. The digest of a plan has nothing of it: the same partitions may be a
 * larger share of a collection later.
 */
public final class RefusalsShown {
  private static final int LENGTH = "sha256:".length() + 16;

  /** By guard. */
  private final Map<String, String> digests;

  private RefusalsShown(Map<String, String> digests) {
    this.digests = digests;
  }

  public static RefusalsShown of(List<Refusal> refusals) {
    Map<String, List<Refusal>> byGuard = new TreeMap<>();
    refusals.forEach(
        refusal ->
            byGuard.computeIfAbsent(refusal.guard(), name -> new ArrayList<>()).add(refusal));
    Map<String, String> digests = new TreeMap<>();
    byGuard.forEach(
        (guard, all) ->
            digests.put(
                guard,
                guard.equals(ClockGuard.NAME)
                    ? ClockShown.of(all.get(0)).text()
                    : digest(all.stream().flatMap(each -> texts(each).stream()).toList())));
    return new RefusalsShown(digests);
  }

  private static List<String> texts(Refusal refusal) {
    List<String> texts =
        new ArrayList<>(List.of(refusal.limit(), refusal.figure(), refusal.message()));
    refusal.partitions().stream().map(Address::toString).sorted().forEach(texts::add);
    return texts;
  }

  /** Enough of it to tell one from another. */
  static String digest(List<String> texts) {
    return new DigestText().addAll(texts).sha256().substring("sha256:".length(), LENGTH);
  }

  /** Reads what {@link #text} wrote. Of any other text nothing is taken for shown. */
  public static RefusalsShown parse(String text) {
    Map<String, String> digests = new TreeMap<>();
    for (String guard : text.split(",", -1)) {
      int end = guard.indexOf('=');
      if (end > 0) {
        digests.put(guard.substring(0, end), guard.substring(end + 1));
      }
    }
    return new RefusalsShown(digests);
  }

  /** Their names, sorted. */
  public SortedSet<String> guards() {
    return new TreeSet<>(digests.keySet());
  }

  /** As a form carries it; empty if no guard refused. */
  public String text() {
    return digests.entrySet().stream()
        .map(guard -> guard.getKey() + "=" + guard.getValue())
        .collect(joining(","));
  }

  /** Whether that is what guards say now. */
  public boolean isStill(RefusalsShown now) {
    return digests.keySet().equals(now.digests.keySet()) && notShownOf(now).isEmpty();
  }

  /**
   * The guards that say now what was not shown: those that are new, and those with a new figure.
   */
  public SortedSet<String> notShownOf(RefusalsShown now) {
    SortedSet<String> guards = now.guards();
    guards.removeIf(guard -> wasShown(guard, now.digests.getOrDefault(guard, "")));
    return guards;
  }

  private boolean wasShown(String guard, String now) {
    String shown = digests.getOrDefault(guard, "");
    return guard.equals(ClockGuard.NAME)
        ? ClockShown.parse(shown).covers(ClockShown.parse(now))
        : shown.equals(now);
  }
}

package io.github.milvusretention.policy.hold;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.KnownHold.Told;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The holds that one policy meets at one moment, and what is to be known of them in its next run.
 */
public final class HoldsInForce {
  private final String policy;
  private final List<InForce> holds = new ArrayList<>();
  private final List<KnownHold> known = new ArrayList<>();

  /**
   * @param ending how it ends; null for one that has not ended
   * @param told when a run has said first that it ended; null if this run is to say it
   */
  public record InForce(Hold hold, @Nullable Ending ending, @Nullable Told told) {}

  private HoldsInForce(String policy) {
    this.policy = policy;
  }

  /**
   * Decides which holds count.
   *
   * @param inFile those of the rules file
   * @param placed by commands, and not lifted
   * @param before what the policy's last runs knew
   * @param run which run asks, in words; null for a dry run. What it has said itself does not count
   *     as said before
   */
  public static HoldsInForce of(
      String policy,
      Collection<Hold> inFile,
      Collection<Hold> placed,
      Collection<KnownHold> before,
      Instant now,
      @Nullable String run) {
    HoldsInForce all = new HoldsInForce(policy);
    Map<Key, KnownHold> knownBefore = new LinkedHashMap<>();
    before.forEach(known -> knownBefore.put(Key.of(known.hold()), known));
    for (Collection<Hold> some : List.of(inFile, placed)) {
      for (Hold hold : some) {
        KnownHold known = knownBefore.remove(Key.of(hold));
        Told told = known == null ? null : known.told();
        if (hold.hasExpired(now)) {
          all.ends(hold, Ending.EXPIRED, told, now, run);
        } else {
          all.stands(hold);
        }
      }
    }
    // A hold of a command that is no longer among those placed was lifted.
    knownBefore.values().stream()
        .filter(known -> known.hold().source() == Source.FILE)
        .forEach(known -> all.ends(known.hold(), Ending.REMOVED, known.told(), now, run));
    return all;
  }

  /** What makes two holds the same: with another scope, one of the file is another. */
  private record Key(Source source, String name, Covers covers) {
    static Key of(Hold hold) {
      return new Key(hold.source(), hold.name(), hold.covers());
    }
  }

  private void stands(Hold hold) {
    holds.add(new InForce(hold, null, null));
    if (hold.source() == Source.FILE) {
      known.add(new KnownHold(hold, null));
    }
  }

  private void ends(
      Hold hold, Ending ending, @Nullable Told told, Instant now, @Nullable String run) {
    if (told == null || told.run().equals(run) || now.isBefore(told.at().plus(ending.notice()))) {
      holds.add(new InForce(hold, ending, told));
      known.add(new KnownHold(hold, told));
    } else if (ending == Ending.EXPIRED) {
      // Otherwise the next run would not know that it was told, and tell it again.
      known.add(new KnownHold(hold, told));
    }
  }

  /** All of them, those of the file first. */
  public List<InForce> all() {
    return List.copyOf(holds);
  }

  /** Those that cover the partition. */
  public List<InForce> covering(Decision decision) {
    LocalDateTime start =
        decision.period() == null ? null : decision.period().start().toLocalDateTime();
    LocalDateTime end =
        decision.period() == null ? null : decision.period().end().toLocalDateTime();
    return covering(decision.address(), start, end);
  }

  /**
   * Those that cover the partition.
   *
   * @param start of its period, in local time; null, as the end, if it has none
   */
  public List<InForce> covering(
      Address address, @Nullable LocalDateTime start, @Nullable LocalDateTime end) {
    return holds.stream()
        .filter(inForce -> inForce.hold().covers().covers(policy, address, start, end))
        .toList();
  }

  /** What the policy's next run is to know if this one plans, and is perhaps refused. */
  public List<KnownHold> known() {
    return List.copyOf(known);
  }

  /** The same if this run goes on with its plan, in which it has said which holds end. */
  public List<KnownHold> knownOnceTold(Instant now, String run) {
    return known.stream()
        .map(
            each ->
                each.told() == null && hasEnded(each.hold())
                    ? new KnownHold(each.hold(), new Told(now, run))
                    : each)
        .toList();
  }

  private boolean hasEnded(Hold hold) {
    return holds.stream()
        .anyMatch(inForce -> inForce.hold().equals(hold) && inForce.ending() != null);
  }
}

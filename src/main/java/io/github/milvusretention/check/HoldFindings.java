package io.github.milvusretention.check;

import io.github.milvusretention.plan.Held;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.policy.hold.HeldVerdicts;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the holds keep, and which keep nothing. */
final class HoldFindings {
  private final Set<Hold> met = new LinkedHashSet<>();
  private final Set<Hold> keeping = new LinkedHashSet<>();
  private int examined;

  /** Of one policy, whose collections were listed. */
  List<Finding> of(
      Policy policy,
      Collection<Policy> all,
      Instant now,
      HoldsInForce holds,
      List<Listing> collections) {
    Held held = new Held(policy.name(), holds);
    if (!holds.all().isEmpty()) {
      for (Listing listing : collections) {
        held.count(
            HeldVerdicts.apply(
                holds, Verdicts.decide(policy, all, policy.asOf(now), now, List.of(listing))));
      }
    }
    Place place = Place.ofPolicy(policy.name());
    List<Finding> findings = new ArrayList<>();
    held.byHold()
        .forEach(
            (hold, count) ->
                findings.add(
                    Finding.ok(
                        FindingId.HOLD,
                        place,
                        hold + " holds " + (count == 1 ? "1 partition" : count + " partitions"))));
    held.notes().forEach(note -> findings.add(Finding.warning(FindingId.HOLD_ENDS, place, note)));
    holds.all().stream().map(InForce::hold).forEach(met::add);
    examined++;
    keeping.addAll(held.byHold().keySet());
    return findings;
  }

  /**
   * What holds nothing: its name may be misspelled. Empty unless all policies could be looked at.
   *
   * @param policies how many there are
   */
  List<Finding> idle(int policies) {
    if (examined < policies) {
      return List.of();
    }
    return met.stream()
        .filter(hold -> !keeping.contains(hold))
        .map(
            hold ->
                Finding.warning(
                    FindingId.HOLD_IDLE,
                    Place.HOLDS,
                    hold
                        + " holds nothing that a policy of these rules works on now; it covers "
                        + hold.covers()))
        .toList();
  }
}

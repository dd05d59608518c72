package io.github.milvusretention.ops.figures;

import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is kept for now: by holds, or released and in its grace. */
final class HoldFigures implements Figures {
  private final Holds holds;
  private final Releases releases;
  private final Rules rules;

  HoldFigures(Holds holds, Releases releases, Rules rules) {
    this.holds = holds;
    this.releases = releases;
    this.rules = rules;
  }

  @Override
  public List<Family<?>> read(Instant now) {
    Family<?> count =
        Family.gauge(
            "retention_holds",
            "Holds, of the rules file and of commands, that may keep partitions of the policy");
    Family<?> next =
        Family.gauge(
            "retention_hold_next_expiry_timestamp_seconds",
            "When the next of these holds expires; absent if none does");
    Family<?> released =
        Family.gauge(
            "retention_released_waiting",
            "Partitions that are released and wait for the end of their grace");
    Map<String, Integer> waiting = releases.waiting();
    for (Policy policy : rules.policies().values()) {
      List<Hold> met = met(policy);
      count.add(met.size(), "policy", policy.name());
      met.stream()
          .map(Hold::expires)
          .filter(Objects::nonNull)
          .filter(now::isBefore)
          .min(Instant::compareTo)
          .ifPresent(expires -> next.add(expires, "policy", policy.name()));
      released.add(waiting.getOrDefault(policy.name(), 0), "policy", policy.name());
    }
    return List.of(count, next, released);
  }

  private List<Hold> met(Policy policy) {
    return holds.of(policy, null).all().stream()
        .map(InForce::hold)
        .filter(hold -> hold.covers().mayConcern(policy.name(), policy.scope()))
        .toList();
  }
}

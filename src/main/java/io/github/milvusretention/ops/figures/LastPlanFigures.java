package io.github.milvusretention.ops.figures;

import io.github.milvusretention.ledger.plans.LastPlan;
import io.github.milvusretention.ledger.plans.LastPlans;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the last recorded plan of each policy found, and what of that is still to be dropped. */
final class LastPlanFigures implements Figures {
  private static final Set<String> GUARDS =
      Set.of("clock", "everything", "max-drops", "max-share", "new-rules");

  private final LastPlans last;
  private final Rules rules;

  LastPlanFigures(LastPlans last, Rules rules) {
    this.last = last;
    this.rules = rules;
  }

  @Override
  public List<Family<?>> read(Instant now) {
    List<LastPlan> plans =
        last.all().stream()
            .filter(plan -> rules.policies().containsKey(plan.run().policy()))
            .toList();
    List<Family<?>> families = new ArrayList<>(overdue(plans, now));
    families.add(verdicts(plans));
    families.add(refused(plans));
    return families;
  }

  private static List<Family<?>> overdue(List<LastPlan> plans, Instant now) {
    Family<?> partitions =
        Family.gauge(
            "retention_overdue_partitions",
            "Expired partitions that are still there, as far as the last recorded plan of the"
                + " policy and the ledger know; without those that are held, kept by a caution,"
                + " wait for the end of their grace or for a person; absent if that plan could not read everything and"
                + " knows of none");
    Family<?> seconds =
        Family.gauge(
            "retention_overdue_seconds",
            "How long ago the oldest of retention_overdue_partitions expired; 0 if there is none");
    for (LastPlan plan : plans) {
      if (plan.overdue() != null) {
        partitions.add(plan.overdue(), "policy", plan.run().policy());
        if (plan.overdue() == 0) {
          seconds.add(0, "policy", plan.run().policy());
        } else if (plan.oldest() != null) {
          double age = Duration.between(plan.oldest(), now).toMillis() / 1000.0;
          seconds.add(Math.max(0, age), "policy", plan.run().policy());
        }
      }
    }
    return List.of(partitions, seconds);
  }

  private static Family<?> verdicts(List<LastPlan> plans) {
    Family<?> family =
        Family.gauge(
            "retention_plan_partitions",
            "Partitions by their verdict in the last recorded plan of the policy");
    for (LastPlan plan : plans) {
      if (plan.verdicts() != null) {
        Map<String, Integer> counts = counts(plan.verdicts());
        for (Verdict verdict : Verdict.values()) {
          family.add(
              counts.getOrDefault(verdict.name(), 0),
              "policy",
              plan.run().policy(),
              "verdict",
              verdict.name());
        }
      }
    }
    return family;
  }

  private static Map<String, Integer> counts(String verdicts) {
    Map<String, Integer> counts = new HashMap<>();
    for (String count : verdicts.split(" ")) {
      int equals = count.indexOf('=');
      if (equals > 0) {
        counts.put(count.substring(0, equals), Integer.valueOf(count.substring(equals + 1)));
      }
    }
    return counts;
  }

  private static Family<?> refused(List<LastPlan> plans) {
    Family<?> family =
        Family.gauge(
            "retention_refused",
            "1 while the last recorded plan of the policy is refused by that guard and waits for a"
                + " person, otherwise 0");
    for (LastPlan plan : plans) {
      List<String> refusing = plan.guards();
      if (refusing != null) {
        Set<String> all = new TreeSet<>(GUARDS);
        all.addAll(refusing);
        all.forEach(
            guard ->
                family.add(
                    refusing.contains(guard) ? 1 : 0,
                    "policy",
                    plan.run().policy(),
                    "guard",
                    guard));
      }
    }
    return family;
  }
}

package io.github.milvusretention.ledger.plans;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept with a plan of what it found: its metrics outlive the process that made it. */
final class PlanFindings {
  private PlanFindings() {}

  /** The values of the columns, by their parameters. */
  static Map<String, @Nullable Object> of(Plans.Entry entry) {
    Plan plan = entry.plan();
    List<Decision> due = plan.due(false);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put(
        "verdicts",
        plan.summary().entrySet().stream()
            .map(count -> count.getKey() + "=" + count.getValue())
            .collect(joining(" ")));
    values.put("guards", entry.guards().stream().distinct().collect(joining(" ")));
    values.put("due", due.size());
    values.put("oldest", oldestExpiry(due));
    return values;
  }

  private static @Nullable OffsetDateTime oldestExpiry(List<Decision> due) {
    return due.stream()
        .map(decision -> Objects.requireNonNull(decision.expires()))
        .min(Comparator.comparing(ZonedDateTime::toInstant))
        .map(expiry -> expiry.toInstant().atOffset(ZoneOffset.UTC))
        .orElse(null);
  }
}

package io.github.milvusretention.plan.caution;

import static java.util.Objects.requireNonNull;

import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.seen.SeenRows;
import io.github.milvusretention.ledger.seen.SeenRows.Partition;
import io.github.milvusretention.ledger.seen.SeenRows.Seen;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.plan.Objections;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.RowCounts.Count;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.settings.StillWritten;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;

/** Keeps what is still written: its row count grew since an earlier night. */
@Order(10)
public class RowGrowth implements Objections {
  private static final int MAX_TOLD = 20;

  private final SeenRows seen;
  private final Rules rules;
  private final Clock clock;

  RowGrowth(SeenRows seen, Rules rules, Clock clock) {
    this.seen = seen;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Map<Address, Objection> to(Candidates candidates) {
    Policy policy = candidates.policy();
    StillWritten answer = policy.caution().stillWritten();
    if (answer == StillWritten.OFF) {
      return Map.of();
    }
    List<Decision> expired = candidates.expired();
    Map<Address, Count> counts =
        candidates.counts().of(expired.stream().map(Decision::address).toList());
    Map<Partition, Seen> earlier =
        seen.of(
            Cluster.server(candidates.milvus().cluster().uri()),
            expired.stream().map(Partition::of).toList());
    Growth growth = growth(policy);
    Map<Address, Objection> objections = new TreeMap<>();
    for (Decision decision : expired) {
      growth
          .objection(
              requireNonNull(counts.get(decision.address())),
              earlier.get(Partition.of(decision)),
              requireNonNull(decision.period()))
          .ifPresent(objection -> objections.put(decision.address(), objection));
    }
    if (answer == StillWritten.KEEP) {
      Told.kept("still-written", objections, candidates.note());
      return objections;
    }
    objections.entrySet().stream()
        .filter(of -> of.getValue().verdict() == Verdict.STILL_WRITTEN)
        .limit(MAX_TOLD)
        .map(
            of ->
                "%s goes by still-written: warn: %s".formatted(of.getKey(), of.getValue().reason()))
        .forEach(candidates.note());
    return Map.of();
  }

  /**
   * Remembers for the next run how many rows there are in what is due now or by the next firing,
   * and forgets what is gone. Only for a run: a dry run changes nothing.
   */
  public void remember(ReviewedPlan planned, ExecutionLease by) {
    Policy policy = planned.plan().policy();
    if (policy.caution().stillWritten() == StillWritten.OFF) {
      return;
    }
    Instant now = clock.instant();
    String server = Cluster.server(rules.clusterOf(policy).uri());
    Map<Partition, Seen> known = seen.all(server);
    Watched watched = new Watched(planned.inventory(), known.keySet());
    Upcoming upcoming = new Upcoming(policy, rules.policies().values(), now);
    List<Decision> due = watched.due(upcoming);
    Map<Decision, Long> rows = planned.counts().rows(due);
    Growth growth = growth(policy);
    Map<Partition, Seen> news = new HashMap<>();
    for (Decision decision : due) {
      Partition partition = Partition.of(decision);
      Seen before = known.get(partition);
      // What was counted less than a night ago stays, or a rerun every hour would never let go.
      boolean comparable = growth.comparable(before, requireNonNull(decision.period()));
      boolean replace =
          before == null
              || before.at().isAfter(now)
              || comparable
              || before.at().isBefore(requireNonNull(decision.period()).end().toInstant());
      // A rerun of the same night, perhaps after a refusal, compares with the night before as well.
      Seen earlier = comparable && before != null ? new Seen(before.rows(), before.at()) : null;
      Optional.ofNullable(rows.get(decision))
          .filter(count -> replace)
          .ifPresent(count -> news.put(partition, new Seen(count, now, earlier)));
    }
    seen.write(server, news, watched.gone(), by);
  }

  private Growth growth(Policy policy) {
    Instant now = clock.instant();
    return new Growth(now, Nights.apart(policy, now));
  }
}

package io.github.milvusretention.ops;

import io.github.milvusretention.ledger.RefusedPlans;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the last recorded plan of each policy found, and what of that is still to be dropped. */
final class LastPlanFigures implements Figures {
  private static final Set<String> GUARDS =
      Set.of("clock", "everything", "max-drops", "max-share", "new-rules");

  private static final List<String> UNSETTLED =
      Stream.of(State.values()).filter(state -> !state.settled()).map(State::name).toList();

  /** Of a plan that was frozen the ledger knows what is left; one that was refused left it all. */
  private static final String LAST_PLANS =
      "SELECT p.policy, p.frozen, p.unreadable, p.verdicts, p.guards, p.due_count, p.oldest_expiry,"
          + " (SELECT COUNT(*) FROM retention_ledger l WHERE l.plan_id = p.id AND l.state IN"
          + " (:unsettled)) AS left_count, (SELECT MIN(l.expires_at) FROM retention_ledger l"
          + " WHERE l.plan_id = p.id AND l.state IN (:unsettled)) AS left_expiry"
          + " FROM retention_plan p WHERE p.id = ("
          + RefusedPlans.LAST
          + ")";

  private final JdbcClient jdbc;
  private final Rules rules;

  LastPlanFigures(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  /**
   * @param verdicts null, as the guards, if an earlier version made the plan
   * @param overdue how many are expired and still there; null if that is not known, as of a plan
   *     that could not read everything and knows of none
   * @param oldest when the first of them expired; null if none is, or that is not known
   */
  private record LastPlan(
      String policy,
      boolean frozen,
      @Nullable String verdicts,
      @Nullable String guards,
      @Nullable Long overdue,
      @Nullable Instant oldest) {}

  @Override
  public List<Family<?>> read(Instant now) {
    List<LastPlan> plans =
        jdbc
            .sql(LAST_PLANS)
            .param("unsettled", UNSETTLED)
            .query((row, n) -> plan(row))
            .list()
            .stream()
            .filter(plan -> rules.policies().containsKey(plan.policy()))
            .toList();
    List<Family<?>> families = new ArrayList<>(overdue(plans, now));
    families.add(verdicts(plans));
    families.add(refused(plans));
    return families;
  }

  private static LastPlan plan(ResultSet row) throws SQLException {
    boolean frozen = row.getBoolean("frozen");
    String left = row.getString("left_expiry");
    OffsetDateTime due = row.getObject("oldest_expiry", OffsetDateTime.class);
    OffsetDateTime oldest = frozen ? (left == null ? null : OffsetDateTime.parse(left)) : due;
    return new LastPlan(
        row.getString("policy"),
        frozen,
        row.getString("verdicts"),
        row.getString("guards"),
        overdue(row, frozen ? "left_count" : "due_count"),
        oldest == null ? null : oldest.toInstant());
  }

  private static @Nullable Long overdue(ResultSet row, String column) throws SQLException {
    long count = row.getLong(column);
    boolean complete = !row.wasNull() && row.getString("unreadable").isEmpty();
    return complete || count > 0 ? (Long) count : null;
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
        partitions.add(plan.overdue(), "policy", plan.policy());
        if (plan.overdue() == 0) {
          seconds.add(0, "policy", plan.policy());
        } else if (plan.oldest() != null) {
          double age = Duration.between(plan.oldest(), now).toMillis() / 1000.0;
          seconds.add(Math.max(0, age), "policy", plan.policy());
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
              plan.policy(),
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
      if (plan.frozen() || plan.guards() != null) {
        Set<String> refusing =
            plan.frozen() || plan.guards() == null ? Set.of() : Set.of(plan.guards().split(" "));
        Set<String> all = new TreeSet<>(GUARDS);
        all.addAll(refusing);
        all.remove("");
        all.forEach(
            guard ->
                family.add(
                    refusing.contains(guard) ? 1 : 0, "policy", plan.policy(), "guard", guard));
      }
    }
    return family;
  }
}

package io.github.milvusretention.plan;

import io.github.milvusretention.guard.Guards;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would do, in figures that a person can judge at a glance.
 *
 * @param due how many partitions it drops or releases; those that only wait for the end of a grace
 *     are not due
 * @param recognised how many partitions there are whose age decides, these included
 * @param largestShare that it drops of one collection: "7 of 12 (58.3%) in default.docs"; null if
 *     it drops nothing
 * @param rows how many rows these have together; null if not all of them are known
 * @param oldest the date on which the oldest period begins, in the policy's zone; null if it drops
 *     nothing
 * @param newest the same of the newest
 * @param lastDrop when the policy last dropped something; null if it never has
 * @param nightsSinceLastDrop in the policy's zone
 */
public record PlanFigures(
    int due,
    int recognised,
    @Nullable String largestShare,
    @Nullable Long rows,
    @Nullable LocalDate oldest,
    @Nullable LocalDate newest,
    @Nullable Instant lastDrop,
    @Nullable Long nightsSinceLastDrop) {

  static PlanFigures of(
      Plan plan, Map<Decision, Long> rows, @Nullable Instant lastDrop, Instant now) {
    List<Decision> due = plan.due(false);
    ZoneId zone = plan.policy().zone();
    return new PlanFigures(
        due.size(),
        plan.recognised(),
        Guards.largestShare(plan).orElse(null),
        rows.keySet().containsAll(due)
            ? Long.valueOf(rows.values().stream().mapToLong(Long::longValue).sum())
            : null,
        due.isEmpty() ? null : start(due.get(0)),
        due.stream().map(PlanFigures::start).max(LocalDate::compareTo).orElse(null),
        lastDrop,
        lastDrop == null ? null : ChronoUnit.DAYS.between(day(lastDrop, zone), day(now, zone)));
  }

  private static LocalDate day(Instant moment, ZoneId zone) {
    return LocalDate.ofInstant(moment, zone);
  }

  private static LocalDate start(Decision decision) {
    return Objects.requireNonNull(decision.period()).start().toLocalDate();
  }

  /** In one line for people. */
  @Override
  public String toString() {
    String drops =
        due == 0
            ? "nothing is due of " + recognised + " recognised"
            : "%d due of %d recognised, at most %s; %s rows; periods from %s to %s"
                .formatted(
                    due, recognised, largestShare, rows == null ? "unknown" : rows, oldest, newest);
    return drops + "; " + (nightsSinceLastDrop == null ? "no drop yet" : lastDropInWords());
  }

  private String lastDropInWords() {
    return "the last drop was "
        + (Objects.requireNonNull(nightsSinceLastDrop) == 1
            ? "1 night ago"
            : nightsSinceLastDrop + " nights ago");
  }
}

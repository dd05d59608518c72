package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.guard.RefusalsShown;
import io.github.milvusretention.plan.ReviewedPlan;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The present plan of a run that waits for a person.
 *
 * @param executionId the one that was asked for
 * @param starters the people who asked for the run, who cannot accept it as well
 * @param digest what is accepted is the plan with exactly this one
 * @param due what goes, oldest first
 * @param refusals of the guards; empty if partitions wait for a person and no guard refuses
 * @param unreadable collections that could not be read, a sentence each
 * @param change what is no longer the same as in the plan of that run, a clause; null if nothing
 * @param beyond that it has more than what waited in a finished run, and what to do; null if not
 * @param own that whoever looks at it asked for the same partitions by another run; null if not
 */
public record PlanToAccept(
    long executionId,
    List<String> starters,
    String digest,
    List<DuePartition> due,
    List<Refusal> refusals,
    List<String> notes,
    List<String> unreadable,
    @Nullable String change,
    @Nullable String beyond,
    @Nullable String own) {
  public PlanToAccept {
    due = List.copyOf(due);
    starters = List.copyOf(starters);
  }

  static PlanToAccept of(
      WaitingRun waiting,
      ReviewedPlan planned,
      @Nullable String change,
      @Nullable String beyond,
      @Nullable String own) {
    return new PlanToAccept(
        waiting.executionId(),
        waiting.starters(),
        planned.plan().digest(),
        planned.plan().due(true).stream().map(due -> DuePartition.of(planned, due)).toList(),
        planned.refusals(),
        planned.notes(),
        planned.unreadable(),
        change,
        beyond,
        own);
  }

  /** Whether anything of it needs a person. */
  public boolean waits() {
    return !refusals.isEmpty() || due.stream().anyMatch(DuePartition::waits);
  }

  /** What the guards say, so that nobody accepts what was never shown. */
  public RefusalsShown shown() {
    return RefusalsShown.of(refusals);
  }

  /** How many rows go; null if not all of them are known. */
  public @Nullable Long rows() {
    return due.stream().anyMatch(each -> each.rows() == null)
        ? null
        : Long.valueOf(
            due.stream()
                .map(DuePartition::rows)
                .flatMap(rows -> Optional.ofNullable(rows).stream())
                .mapToLong(Long::longValue)
                .sum());
  }

  /** The start of the oldest period; null if nothing is due. */
  public @Nullable ZonedDateTime oldest() {
    return due.isEmpty() ? null : due.get(0).start();
  }

  /** The start of the newest period; null if nothing is due. */
  public @Nullable ZonedDateTime newest() {
    return due.stream().map(DuePartition::start).max(Comparator.naturalOrder()).orElse(null);
  }
}

package io.github.milvusretention.plan;

import io.github.milvusretention.guard.Acting;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.plan.list.Inventory;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plan with the answers of the guards. To be used while the store of its names is open.
 *
 * @param rows the server's row count of each partition that is EXPIRED or waits for a person, where
 *     it could be read
 * @param notes sentences for people
 * @param releases what a run remembers, whether its plan is frozen or refused
 * @param held the holds that it met
 * @param counts counts more rows; knows those that were counted for the plan
 * @param acting what of it is new, and what to remember
 * @param verdicts decides on each listed collection what the plan has decided
 */
public record ReviewedPlan(
    Plan plan,
    List<Refusal> refusals,
    Map<Decision, Long> rows,
    List<String> notes,
    Held held,
    Inventory inventory,
    ReleasesSeen releases,
    RowCounts counts,
    Acting acting,
    PlanFigures figures,
    Function<Listing, List<Decision>> verdicts) {

  /** What waits for a person: a line for each of the first ones; the others are counted. */
  public List<String> waiting() {
    return Waiting.lines(plan).toList();
  }

  /** Collections that could not be read, a sentence each. */
  public List<String> unreadable() {
    return inventory.unreadable();
  }

  /** The server's row count of a partition; null if it was not asked for or could not be read. */
  public @Nullable Long rows(Decision decision) {
    return decision.verdict() == Verdict.EXPIRED || decision.verdict().waits()
        ? rows.get(decision)
        : null;
  }

  /** Why a partition has its verdict, and since when it is released. */
  public String reason(Decision decision) {
    Instant since = plan.releasedSince(decision);
    Action action = plan.action(decision);
    if (since == null || action == null) {
      return decision.reason();
    }
    return decision.reason()
        + "; released "
        + since.truncatedTo(ChronoUnit.SECONDS)
        + (action == Action.WAIT
            ? ", waits until "
                + plan.policy().graceEnds(since).truncatedTo(ChronoUnit.SECONDS)
                + " (grace)"
            : "");
  }

  /** What to remember about the cluster if the plan is frozen. */
  public Seen seen() {
    return inventory.seen();
  }

  /**
   * The verdicts on all partitions, in the order of the listing. Each time that they are asked for
   * they are decided again, a collection at a time, so that they need not be held.
   */
  public Iterable<Decision> decisions() {
    return () ->
        inventory.collections().stream()
            .flatMap(collection -> verdicts.apply(collection.listing()).stream())
            .iterator();
  }
}

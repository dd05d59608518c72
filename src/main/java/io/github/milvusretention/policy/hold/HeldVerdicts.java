package io.github.milvusretention.policy.hold;

import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps what is held, after the rules have decided: what else stays because of its number or its
 * share is the same with a hold and without.
 */
public final class HeldVerdicts {
  /** What each reason begins with. */
  public static final String HELD_BY = "held by ";

  private HeldVerdicts() {}

  /** The same decisions, HELD where a hold covers a partition whose age decides. */
  public static List<Decision> apply(HoldsInForce holds, List<Decision> decisions) {
    return holds.all().isEmpty()
        ? decisions
        : decisions.stream().map(decision -> apply(holds, decision)).toList();
  }

  private static Decision apply(HoldsInForce holds, Decision decision) {
    List<InForce> covering = holds.covering(decision);
    if (covering.isEmpty()) {
      return decision;
    }
    // No rule drops it, so that the hold changes nothing; but its reader should know of it.
    return decision.recognised()
        ? with(
            decision,
            Verdict.HELD,
            reason(covering) + "; without it " + decision.verdict() + ": " + decision.reason())
        : with(decision, decision.verdict(), decision.reason() + "; also " + reason(covering));
  }

  private static Decision with(Decision decision, Verdict verdict, String reason) {
    return new Decision(
        decision.address(),
        decision.collectionId(),
        verdict,
        reason,
        decision.period(),
        decision.expires(),
        decision.series());
  }

  /**
   * Why a partition stays: held by hold 7 of ada (audit) until 2026-12-31.
   *
   * @param covering at least one
   */
  public static String reason(List<InForce> covering) {
    return HELD_BY
        + covering.stream().map(HeldVerdicts::words).collect(Collectors.joining(" and by "));
  }

  private static String words(InForce inForce) {
    Hold hold = inForce.hold();
    if (inForce.ending() == Ending.REMOVED) {
      return hold + ", which is no longer in the rules file";
    }
    return hold.expires() == null
        ? hold.toString()
        : hold + (inForce.ending() == null ? " until " : ", which expired after ") + hold.lastDay();
  }
}

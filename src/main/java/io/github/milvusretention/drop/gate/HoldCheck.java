package io.github.milvusretention.drop.gate;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.policy.hold.HeldVerdicts;
import io.github.milvusretention.policy.hold.HoldsInForce;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import io.github.milvusretention.run.RunFailure;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether planned partitions are held: the holds are asked for before each call, so that one that
 * is placed while the run is under way counts from the next release or drop on.
 *
 * <p>For one thread. {@code holds} asks the database and throws {@link RunFailure} if they cannot
 * be known; {@code unreadable} is told of that, since it concerns all collections of the run.
 */
public final class HoldCheck {
  private final Supplier<HoldsInForce> holds;
  private final Consumer<RunFailure> unreadable;
  private @Nullable HoldsInForce atList;
  private int list = -1;

  public HoldCheck(Supplier<HoldsInForce> holds, Consumer<RunFailure> unreadable) {
    this.holds = holds;
    this.unreadable = unreadable;
  }

  /**
   * The same as {@link #objection(List)}, asked once for each list of the server: for a look, after
   * which it is asked again before anything is sent.
   *
   * @param lists the number of the list that the look goes by
   */
  Optional<DropResult> objection(DropAttempt attempt, int lists) {
    HoldsInForce met = atList;
    if (met == null || list != lists) {
      met = read();
      atList = met;
      list = lists;
    }
    return objection(met, attempt);
  }

  /** SKIPPED for the first of them that is held; empty if none is. Throws {@link RunFailure}. */
  Optional<DropResult> objection(List<DropAttempt> attempts) {
    HoldsInForce met = read();
    return met.all().isEmpty()
        ? Optional.empty()
        : attempts.stream().flatMap(attempt -> objection(met, attempt).stream()).findFirst();
  }

  private HoldsInForce read() {
    try {
      return holds.get();
    } catch (RunFailure e) {
      unreadable.accept(e);
      throw e;
    }
  }

  private static Optional<DropResult> objection(HoldsInForce met, DropAttempt attempt) {
    LedgerRow row = attempt.row();
    List<InForce> covering =
        met.covering(row.address(), local(row.periodStart()), local(row.periodEnd()));
    return covering.isEmpty()
        ? Optional.empty()
        : Optional.of(attempt.held(HeldVerdicts.reason(covering)));
  }

  private static LocalDateTime local(String moment) {
    return OffsetDateTime.parse(moment).toLocalDateTime();
  }
}

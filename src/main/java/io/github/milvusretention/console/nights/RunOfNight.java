package io.github.milvusretention.console.nights;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;

/**
 * A run of one night, with what is on record of it.
 *
 * @param plan null if it has not planned
 * @param execution its newest; null if it was purged
 * @param died whether the repository calls it running although no process has the policy's lease
 */
record RunOfNight(RunKey run, @Nullable Planned plan, @Nullable Execution execution, boolean died) {
  static final Comparator<RunOfNight> IN_ORDER =
      Comparator.comparing((RunOfNight one) -> one.run().asOf().moment())
          .thenComparing(one -> one.run().attempt());

  /**
   * @param frozen whether there are ledger rows
   * @param refusedBy sentences of guards; empty if none refused
   * @param unreadable sentences, each with the collection that could not be read; empty if none
   * @param verdicts as EXPIRED=7 KEPT=5; empty if they are not known
   * @param counts of all its ledger rows
   */
  record Planned(
      boolean frozen, String refusedBy, String unreadable, String verdicts, Counts counts) {
    Planned with(Counts all) {
      return new Planned(frozen, refusedBy, unreadable, verdicts, all);
    }
  }

  /**
   * @param message the beginning of what it said at its end
   */
  record Execution(long id, BatchStatus status, ExitStatus exit, String message) {}

  LocalDate date() {
    return run.asOf().moment().toLocalDate();
  }

  Outcome outcome() {
    if (execution == null) {
      return ofPlan();
    }
    if (execution.status().isRunning()) {
      return died ? Outcome.DIED : Outcome.RUNNING;
    }
    return Outcome.of(RunExit.of(execution.exit()));
  }

  /** Of a run that was purged. */
  private Outcome ofPlan() {
    if (plan == null || !plan.frozen()) {
      return Outcome.REFUSED;
    }
    boolean done =
        plan.counts().failed() + plan.counts().left() == 0 && plan.unreadable().isEmpty();
    return done ? Outcome.DONE : Outcome.PARTLY;
  }

  /** Where it is shown; null if it was purged. */
  @Nullable String href() {
    return execution == null ? null : "/runs/" + execution.id();
  }

  /** How many are held by its plan. */
  int held() {
    if (plan != null) {
      for (String count : plan.verdicts().split(" ")) {
        if (count.startsWith("HELD=")) {
          return Integer.parseInt(count.substring("HELD=".length()));
        }
      }
    }
    return 0;
  }

  /** Whether its plan could not read that collection. */
  boolean couldNotRead(Place place) {
    return plan != null
        && (plan.unreadable().startsWith(place.name() + ": ")
            || plan.unreadable().contains("; " + place.name() + ": "));
  }
}

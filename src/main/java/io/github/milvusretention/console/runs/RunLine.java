package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Badge;
import io.github.milvusretention.console.web.Lasting;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.text.Visible;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An execution in a list. Texts are visible, as all that pages show.
 *
 * @param run policy, as-of and attempt
 * @param exit its exit code and what that means; null while it is running
 * @param start null if it did not start
 * @param end null if it did not end
 * @param took in words; empty while it is running
 * @param counts in words: what it did itself
 * @param by who or what asked for it, and how
 * @param reason may be empty
 * @param message may be empty
 */
public record RunLine(
    long id,
    String policy,
    String asOf,
    int attempt,
    Badge badge,
    @Nullable String exit,
    @Nullable Moment start,
    @Nullable Moment end,
    String took,
    String counts,
    String by,
    String reason,
    String message) {

  /**
   * @param zone of the policy
   * @param alive whether a run of the policy is in progress
   */
  public static RunLine of(PastExecution past, ZoneId zone, boolean alive) {
    RunExit exit = past.exit();
    return new RunLine(
        past.executionId(),
        Visible.line(past.run().policy()),
        past.run().asOf().toString(),
        past.run().attempt(),
        ExitWords.badge(past, alive),
        exit == null ? null : exit.code() + " – " + ExitWords.meaning(exit),
        Moment.of(past.start(), zone),
        Moment.of(past.end(), zone),
        Lasting.words(past.start(), past.end()),
        CountWords.of(past.counts()),
        Visible.line(by(past.origin())),
        Visible.line(past.origin().reason()),
        Visible.line(past.message()));
  }

  /** A schedule is its own trigger. */
  private static String by(RunOrigin origin) {
    return origin.trigger() == Trigger.SCHEDULE
        ? origin.requestedBy()
        : origin.trigger() + " by " + origin.requestedBy();
  }

  /** The as-of, with the attempt if it is not the first. */
  public String when() {
    return asOf + (attempt == 1 ? "" : ", attempt " + attempt);
  }
}

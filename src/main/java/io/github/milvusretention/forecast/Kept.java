package io.github.milvusretention.forecast;

import io.github.milvusretention.policy.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition that something beside the rules keeps, such as a hold.
 *
 * @param until when what keeps it ends; null if it is taken to keep it for all of the forecast
 */
public record Kept(Decision decision, @Nullable Instant until) {
  /** The run that finds a hold expired still obeys it and says so; the next one does not. */
  boolean stillAt(int firing, List<Judge> judges) {
    return until == null || firing == 0 || judges.get(firing - 1).at().isBefore(until);
  }
}

package io.github.milvusretention.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * Who holds a policy's lease, and until when by the database's clock.
 *
 * @param asked what that clock showed when it was asked
 * @param stopRequested whether somebody asked the holder to stop
 */
public record LeaseHolder(
    String owner, long fence, Instant until, Instant asked, boolean stopRequested) {
  Duration remaining() {
    return Duration.between(asked, until);
  }
}

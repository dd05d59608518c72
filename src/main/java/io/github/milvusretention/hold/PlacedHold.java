package io.github.milvusretention.hold;

import io.github.milvusretention.policy.hold.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold that a command placed.
 *
 * @param by the user and the machine, as {@code requestedBy} of a run
 * @param lifted null as long as nobody has lifted it
 */
public record PlacedHold(Hold hold, Instant at, String by, @Nullable Lifted lifted) {
  /**
   * Who lifted a hold, when, and why.
   *
   * @param why may be empty
   */
  public record Lifted(Instant at, String by, String why) {}
}

package io.github.milvusretention.policy.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a policy's runs knew of a hold that may end without a command: one of the rules file, or one
 * that expires.
 *
 * @param told null until a run has said that it ended
 */
public record KnownHold(Hold hold, @Nullable Told told) {
  /**
   * The first run that said that the hold ended.
   *
   * @param run which one, in words
   */
  public record Told(Instant at, String run) {}
}

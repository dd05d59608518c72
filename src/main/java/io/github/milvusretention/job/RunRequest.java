package io.github.milvusretention.job;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to run one policy.
 *
 * @param asOf null means now
 * @param again whether a finished run of the same as-of is to be repeated as a new attempt
 * @param accept the digest of the plan that a person accepts although a guard refused it; null if
 *     nobody does
 * @param countRows whether to ask how many rows the expired partitions have
 * @param scheduled when it was to fire, however late it is; null for one that no schedule started
 */
public record RunRequest(
    String policy,
    @Nullable AsOf asOf,
    boolean again,
    @Nullable String accept,
    boolean countRows,
    @Nullable Instant scheduled,
    RunOrigin origin) {

  /** The same, watched by a person at a terminal or not. */
  RunRequest watched(boolean watched) {
    RunOrigin same =
        new RunOrigin(origin.trigger(), origin.requestedBy(), origin.reason(), watched);
    return new RunRequest(policy, asOf, again, accept, countRows, scheduled, same);
  }

  /** One by hand. */
  public RunRequest(
      String policy,
      @Nullable AsOf asOf,
      boolean again,
      @Nullable String accept,
      boolean countRows,
      RunOrigin origin) {
    this(policy, asOf, again, accept, countRows, null, origin);
  }

  /** One that counts rows. */
  public RunRequest(
      String policy,
      @Nullable AsOf asOf,
      boolean again,
      @Nullable String accept,
      RunOrigin origin) {
    this(policy, asOf, again, accept, true, origin);
  }
}

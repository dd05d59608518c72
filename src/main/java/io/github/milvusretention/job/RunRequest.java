package io.github.milvusretention.job;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run one policy.
 *
 * @param asOf null means now
 * @param again whether a finished run of the same as-of is to be repeated as a new attempt
 * @param accept the digest of the plan that a person accepts although a guard refused it
 * @param reason why, in that person's words; may be empty
 */
public record RunRequest(
    String policy,
    @Nullable AsOf asOf,
    boolean again,
    @Nullable String accept,
    Trigger trigger,
    String requestedBy,
    String reason) {}

package io.github.milvusretention.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One act on record, in the words in which it was recorded: a newer version of this program may
 * have acts that this one does not know.
 *
 * @param id grows with each row
 * @param roles separated by spaces; may be empty
 * @param source console, api or command
 * @param policy null where it is not about one policy
 * @param executionId null where it is about no execution
 * @param digest null where no plan was accepted
 * @param reason may be empty
 * @param outcome started, done, refused or failed
 * @param message may be empty
 */
public record AuditRow(
    long id,
    Instant at,
    String who,
    String roles,
    String source,
    String from,
    String act,
    String target,
    @Nullable String policy,
    @Nullable Long executionId,
    @Nullable String digest,
    String reason,
    String outcome,
    String message) {}

package io.github.milvusretention.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One act on record, in the words in which it was recorded: a newer version of this program may
 * have acts that this one does not know.
 *
 * @param id grows with each row
 * @param reason may be empty
 * @param outcome started, done, refused or failed
 * @param message may be empty
 */
public record AuditRow(
    long id,
    Instant at,
    @JsonUnwrapped By by,
    String act,
    @JsonUnwrapped About about,
    String reason,
    String outcome,
    String message) {

  /**
   * The {@link Actor}.
   *
   * @param roles separated by spaces; may be empty
   * @param source console, api or command
   */
  public record By(String who, String roles, String source, String from) {}

  /**
   * What it was about.
   *
   * @param policy null where it is not about one policy
   * @param executionId null where it is about no execution
   * @param digest null where no plan was accepted
   */
  public record About(
      String target,
      @Nullable String policy,
      @Nullable Long executionId,
      @Nullable String digest) {}
}

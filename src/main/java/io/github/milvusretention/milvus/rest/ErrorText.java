package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Outcome;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error texts of Milvus that are more specific than its codes, in lower case. A name cannot be
 * mistaken for one: every text contains a space, and no name does.
 */
enum ErrorText {
  LOADED(Outcome.LOADED, "partition is loaded"),
  DEFAULT_PARTITION(Outcome.PROTECTED, "default partition cannot be deleted"),
  PARTITION_KEY(Outcome.PROTECTED, "partition key mode"),
  EXTERNAL(Outcome.PROTECTED, "external collection"),
  INVALID_NAME(Outcome.INVALID_NAME, "invalid (partition|collection|database) name"),

  /** Sent with HTTP 403 and code 65535, as a raw gRPC error. */
  FORBIDDEN(Outcome.FORBIDDEN, "code = permissiondenied|permission deny|privilege not permitted"),
  UNAUTHENTICATED(
      Outcome.UNAUTHENTICATED,
      "code = unauthenticated|user hasn't authenticated|token is (illegal|invalid)"),
  UNDECIDED(
      Outcome.UNKNOWN,
      "context canceled|deadline exceeded|code = (deadlineexceeded|canceled|unavailable)"),
  DATABASE_GONE(Outcome.DATABASE_GONE, "database not found"),
  COLLECTION_GONE(Outcome.COLLECTION_GONE, "collection not found|can't find collection"),
  PARTITION_GONE(Outcome.PARTITION_GONE, "partition not found");

  private final Outcome outcome;
  private final Pattern pattern;

  ErrorText(Outcome outcome, String pattern) {
    this.outcome = outcome;
    this.pattern = Pattern.compile(pattern);
  }

  /** The refusal, which the proxy sends before it does anything, whatever the code; else null. */
  static @Nullable Outcome refusal(String message) {
    return first(message, LOADED, DEFAULT_PARTITION, PARTITION_KEY, EXTERNAL, INVALID_NAME);
  }

  /** The outcome of an error with a catch-all code such as 65535 or 1100; else null. */
  static @Nullable Outcome catchAll(String message) {
    return first(
        message,
        FORBIDDEN,
        UNAUTHENTICATED,
        UNDECIDED,
        DATABASE_GONE,
        COLLECTION_GONE,
        PARTITION_GONE);
  }

  /**
   * Code 1807 means "rate limited", "disabled", or a failed lookup of the names (Milvus 2.4.10 and
   * later).
   */
  static Outcome limiter(String message) {
    Outcome missing = first(message, DATABASE_GONE, COLLECTION_GONE, PARTITION_GONE);
    if (missing != null) {
      return missing;
    }
    String text = lower(message);
    boolean slowDown = text.contains("rate limit exceeded");
    boolean switchedOff = text.contains("quota exceeded") || (!slowDown && text.contains("deny"));
    return switchedOff ? Outcome.DENIED : Outcome.THROTTLED;
  }

  static boolean mentionsPartition(String message) {
    return lower(message).contains("partition");
  }

  private static @Nullable Outcome first(String message, ErrorText... texts) {
    String text = lower(message);
    for (ErrorText candidate : texts) {
      if (candidate.pattern.matcher(text).find()) {
        return candidate.outcome;
      }
    }
    return null;
  }

  private static String lower(String message) {
    return message.toLowerCase(Locale.ROOT);
  }
}

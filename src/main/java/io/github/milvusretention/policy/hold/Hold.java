package io.github.milvusretention.policy.hold;

import io.github.milvusretention.period.RuleException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that partitions must stay.
 *
 * @param name the number of one that a command placed, the name of one of the rules file
 * @param owner who wants it
 * @param expires from when on it no longer counts; null if it does not end by itself
 */
public record Hold(
    String name,
    Source source,
    HoldKind kind,
    Covers covers,
    String owner,
    String reason,
    @Nullable Instant expires) {
  private static final int LONGEST_OWNER = 200;
  private static final int LONGEST_REASON = 500;

  /** Where a hold comes from. */
  public enum Source {
    COMMAND,
    FILE
  }

  /** Throws {@link RuleException} for values that are empty, too long or contradict each other. */
  public Hold {
    checkText("owner", owner, LONGEST_OWNER, "name the person or team who wants it");
    checkText("reason", reason, LONGEST_REASON, "say why the partitions must stay");
    RuleException.check(
        kind != HoldKind.LEGAL || expires == null,
        "expires",
        "is given for a legal hold, which does not expire",
        "leave it out; somebody else lifts the hold when it may end");
    if (kind == HoldKind.LEGAL && source == Source.FILE) {
      throw new IllegalArgumentException("a legal hold is placed by a command alone: " + name);
    }
  }

  private static void checkText(String key, String text, int longest, String cure) {
    RuleException.check(!text.isBlank(), key, "is empty", cure);
    RuleException.check(
        text.length() <= longest,
        key,
        "has " + text.length() + " characters",
        "write at most " + longest);
  }

  /** Whether its time is over, although it may still count in one run. */
  public boolean hasExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  /** The last day, in UTC, on which it counts; null if it does not end by itself. */
  public @Nullable LocalDate lastDay() {
    return expires == null ? null : expires.minusNanos(1).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Within a sentence: hold 7 of ada (audit of 2026). */
  @Override
  public String toString() {
    return kind.words()
        + " "
        + name
        + (source == Source.FILE ? " of the rules file, of " : " of ")
        + owner
        + " ("
        + reason
        + ")";
  }
}

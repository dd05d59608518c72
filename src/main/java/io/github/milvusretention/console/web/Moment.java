package io.github.milvusretention.console.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A moment as pages show it: in a policy's zone and in UTC, never as "two hours ago".
 *
 * @param zone the policy's
 */
public record Moment(Instant at, ZoneId zone) {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** To the second. */
  public Moment {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Null for null. */
  public static @Nullable Moment of(@Nullable Instant at, ZoneId zone) {
    return at == null ? null : new Moment(at, zone);
  }

  /** Such as 2026-11-24 04:15:00. */
  public String local() {
    return TEXT.format(at.atZone(zone));
  }

  /** Such as +01:00; Z for UTC. */
  public String offset() {
    return at.atZone(zone).getOffset().getId();
  }

  /** Such as 2026-11-24 03:15:00. */
  public String utc() {
    return TEXT.format(at.atZone(ZoneOffset.UTC));
  }

  /** Whether the zone tells it otherwise than UTC does. */
  public boolean elsewhere() {
    return !at.atZone(zone).getOffset().equals(ZoneOffset.UTC);
  }

  /** For machines: ISO-8601 in UTC. */
  public String iso() {
    return at.toString();
  }
}

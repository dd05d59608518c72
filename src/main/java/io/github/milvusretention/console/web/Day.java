package io.github.milvusretention.console.web;

import java.time.LocalTime;
import java.time.OffsetDateTime;

/** How the bounds of a period are written: by the day, with the hour where none begins. */
public final class Day {
  private Day() {}

  /** Such as 2026-11-24, or 2026-11-24T05:00+01:00. */
  public static String of(OffsetDateTime moment) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : moment.toString();
  }
}

package io.github.milvusretention.policy.settings;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When a policy runs, in its zone.
 *
 * @param schedule a Quartz cron expression; null if it is only run manually
 * @param maxAge the age of the last completed run at which the daemon's health becomes DOWN; null
 *     means two intervals of the schedule, or never without a schedule
 * @param stopAfter the hour at which a run stops, see {@link StopAfter}; null if it goes on until
 *     all is done
 */
public record Timetable(
    @Nullable String schedule, @Nullable Duration maxAge, @Nullable LocalTime stopAfter) {
  public static final Timetable BY_HAND = new Timetable(null, null, null);

  public Timetable(@Nullable String schedule, @Nullable Duration maxAge) {
    this(schedule, maxAge, null);
  }
}

package io.github.milvusretention.database.start;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.h2.util.DateTimeUtils;

/**
 * Makes UTC the zone of this process. Spring Batch writes local times without a zone, reads them
 * back, and finds a step's last execution by them: they must mean the same on every machine, and
 * must not go back when summer time ends. Nothing else goes by the zone of the process: policies
 * and schedules have zones of their own, and logs are in UTC.
 */
public final class UtcProcess {
  private static ZoneId before = ZoneOffset.UTC;

  private UtcProcess() {}

  /** To be called before the first connection, as H2 remembers the zone it finds. */
  public static synchronized void enter() {
    ZoneId zone = ZoneId.systemDefault();
    if (!zone.normalized().equals(ZoneOffset.UTC)) {
      before = zone;
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      DateTimeUtils.resetCalendar();
    }
  }

  /** The zone that the machine gave this process, in which earlier versions wrote their times. */
  public static synchronized ZoneId zoneOfTheMachine() {
    return before;
  }
}

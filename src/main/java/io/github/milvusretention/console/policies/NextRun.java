package io.github.milvusretention.console.policies;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.schedule.NextFirings.Firing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a policy fires next.
 *
 * @param at null if there is no such moment
 * @param late whether it should have fired by now
 * @param text what is to be said of it; empty for a firing that is ahead
 */
record NextRun(@Nullable Moment at, boolean late, String text) {

  /**
   * @param firing what its trigger says; null if there is no trigger
   */
  static NextRun of(Policy policy, @Nullable Firing firing, Instant now) {
    if (policy.timetable().schedule() == null) {
      return new NextRun(null, false, "no schedule: by hand only");
    }
    if (firing == null) {
      return new NextRun(null, true, "no trigger: restart the daemon to create it");
    }
    if (firing.due() == null) {
      return new NextRun(null, false, "never: its schedule has ended");
    }
    boolean late = firing.late(now);
    return new NextRun(new Moment(firing.due(), policy.zone()), late, late ? "late" : "");
  }
}

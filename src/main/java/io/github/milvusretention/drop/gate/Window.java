package io.github.milvusretention.drop.gate;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.http.Timeouts;
import io.github.milvusretention.policy.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a run may send releases and drops.
 *
 * @param end null if there is none
 * @param longestCall how long a call may take at most
 * @param name what the rules write
 */
public record Window(@Nullable Instant end, Duration longestCall, String name, Clock clock) {
  public static Window of(Policy policy, Cluster cluster, Instant due, Clock clock) {
    return new Window(
        policy.stopsAfter(due).orElse(null),
        Timeouts.of(cluster.requestTimeout()).total(),
        "stop-after " + policy.timetable().stopAfter(),
        clock);
  }

  /** Whether a call that starts now could end too late. */
  public boolean over() {
    return end != null && clock.instant().plus(longestCall).isAfter(end);
  }

  /** Why a run ends. */
  public String sentence() {
    return name + ": the window of this run ends " + end + "; the next run goes on";
  }
}

package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.Keep;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks for beside its rules before a partition is dropped.
 *
 * @param grace how long a partition is released before it is dropped; null means that it is
 *     released right before its drop
 * @param stillWritten what happens to partitions that grew after their period had ended
 * @param contentCheck how rows are asked whether they agree with the name; null means not at all
 */
public record Caution(
    @Nullable Keep grace, StillWritten stillWritten, @Nullable ContentCheck contentCheck) {
  public static final Caution NONE = new Caution(null, StillWritten.OFF, null);
  private static final ZonedDateTime ANY = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  /** Whether it may keep something that the other lets go. */
  public boolean mayKeepMoreThan(Caution other) {
    return stillWritten.compareTo(other.stillWritten) < 0
        || contentCheck != null && contentCheck.mayKeepMoreThan(other.contentCheck)
        || graceEnds(ANY).isAfter(other.graceEnds(ANY));
  }

  private ZonedDateTime graceEnds(ZonedDateTime released) {
    return grace == null ? released : grace.after(released);
  }
}

package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How the times of a policy's runs are written: in its zone, with the offset, to the second.
 *
 * @param zone in which people think of that policy
 */
public record Moments(ZoneId zone) {

  /** Those of a policy that is no longer in the rules are in UTC. */
  public static Moments of(Rules rules, String policy) {
    Policy known = rules.policies().get(policy);
    return new Moments(known == null ? ZoneOffset.UTC : known.zone());
  }

  public String text(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }

  /** Null for null. */
  public @Nullable String textOrNull(@Nullable Instant moment) {
    return moment == null ? null : text(moment);
  }
}

package io.github.milvusretention.forecast;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is ahead of a partition, or would have to change, in a sentence for people. */
public final class Prospect {
  private Prospect() {}

  /**
   * @param asOf the first instant of the as-of of the decision
   * @param released since when it is released; null if it is not
   * @param goes the firing at which it is dropped by the forecast; null if none is in sight
   */
  public static String of(
      Decision decision,
      Policy policy,
      ZonedDateTime asOf,
      @Nullable Instant released,
      @Nullable Instant goes) {
    return switch (decision.verdict()) {
      case EXPIRED -> expired(policy, released, goes);
      case HELD -> "it stays until nothing holds it any more";
      case IN_USE, RE_CREATED -> "it stays until a person accepts a plan that has it";
      case KEPT -> kept(decision, policy, asOf, goes);
      case PROTECTED -> "nothing: it is never dropped";
      case UNRECOGNISED -> "it stays until a pattern in partitions reads its name";
      case CONFLICT -> "it stays until only one policy recognises its name";
      default -> "it stays until what the reason names has changed";
    };
  }

  private static String expired(Policy policy, @Nullable Instant released, @Nullable Instant goes) {
    String next = " by the next run that no guard refuses";
    String at = goes == null ? "" : ", at " + local(goes, policy);
    String cure = "; a hold or a longer keep would keep it";
    Keep grace = policy.caution().grace();
    if (grace == null) {
      return "goes" + next + at + cure;
    }
    return released == null
        ? "is released"
            + next
            + ", and dropped by the first run once that is "
            + grace
            + " ago"
            + at
            + cure
        : "goes by the first run from "
            + local(policy.graceEnds(released), policy)
            + " on, if nobody loads it"
            + cure;
  }

  private static String kept(
      Decision decision, Policy policy, ZonedDateTime asOf, @Nullable Instant goes) {
    Period period = Objects.requireNonNull(decision.period());
    ZonedDateTime expires = Objects.requireNonNull(decision.expires());
    boolean newest = !period.start().isAfter(asOf) && !expires.isAfter(asOf);
    if (goes != null) {
      return newest
          ? "goes at "
              + local(goes, policy)
              + ", if newer partitions are created as before; earlier with a smaller keep-newest"
          : "goes at " + local(goes, policy) + "; earlier with a shorter keep";
    }
    return newest
        ? "it stays until newer partitions are created, or keep-newest is smaller"
        : "expires "
            + expires.toOffsetDateTime()
            + ", and stays longer if it is then one of the newest";
  }

  private static String local(Instant at, Policy policy) {
    return at.truncatedTo(ChronoUnit.SECONDS).atZone(policy.zone()).toOffsetDateTime().toString();
  }
}

package io.github.milvusretention.forecast;

import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is ahead of a partition, or would have to change, in a sentence for people. */
public final class Prospect {
  private Prospect() {}

  /**
   * @param asOf the first instant of the as-of of the decision
   * @param goes the firing at which it goes by the forecast; null if none is in sight
   */
  public static String of(
      Decision decision, Policy policy, ZonedDateTime asOf, @Nullable Instant goes) {
    return switch (decision.verdict()) {
      case EXPIRED ->
          "goes by the next run that no guard refuses"
              + (goes == null ? "" : ", at " + local(goes, policy))
              + "; a hold or a longer keep would keep it";
      case KEPT -> kept(decision, policy, asOf, goes);
      case PROTECTED -> "nothing: it is never dropped";
      case UNRECOGNISED -> "it stays until a pattern in partitions reads its name";
      case CONFLICT -> "it stays until only one policy recognises its name";
      default -> "it stays until what the reason names has changed";
    };
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
    return at.atZone(policy.zone()).toOffsetDateTime().toString();
  }
}

package io.github.milvusretention.forecast;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a collection holds as many partitions as the server allows, if they go on to be created as
 * they are now and everything goes at the first firing after it expired. Guards and keep-newest,
 * which hold back a few, are not asked.
 *
 * @param most how many partitions the server allows in a collection
 */
record Limit(int most, Policy policy, Firings firings) {
  /** What is further away than so many days is not worth a word. */
  private static final Duration FURTHEST = Duration.ofDays(20 * 366);

  /**
   * One partition more, or one less.
   *
   * @param by 1 or -1
   */
  private record Step(Instant at, int by) {}

  /** At the same moment what is created counts first: it is refused if there is no room yet. */
  private static final Comparator<Step> IN_ORDER =
      Comparator.comparing(Step::at).thenComparing(Comparator.comparing(Step::by).reversed());

  /**
   * Empty if it does not within twenty years.
   *
   * @param now the decisions on all partitions that are there
   * @param released since when those are released that wait for the end of a grace
   * @param from when they were listed
   */
  Optional<Instant> reached(
      List<Decision> now, Map<Address, Instant> released, List<Creation> creations, Instant from) {
    int count = now.size();
    if (count >= most) {
      return Optional.of(from);
    }
    List<Step> steps = new ArrayList<>();
    creations.stream()
        .filter(creation -> !creation.cyclic())
        .forEach(creation -> steps.addAll(created(creation, from.plus(FURTHEST))));
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    now.stream()
        .filter(decision -> goes(decision))
        .flatMap(
            decision ->
                gone(decision, released.get(decision.address()), from.plus(FURTHEST)).stream())
        .forEach(at -> steps.add(new Step(at, -1)));
    steps.sort(IN_ORDER);
    for (Step step : steps) {
      count += step.by();
      if (count >= most) {
        return Optional.of(step.at());
      }
    }
    return Optional.empty();
  }

  /**
   * Until the first of them goes: from then on there are always as many, for each that is created
   * one goes.
   */
  private List<Step> created(Creation creation, Instant end) {
    Instant firstGoes =
        creation.expected().findFirst().flatMap(first -> gone(expires(first), end)).orElse(end);
    return creation
        .expected()
        .limit(most)
        .map(Expected::created)
        .takeWhile(created -> !created.isAfter(firstGoes))
        .map(created -> new Step(created, 1))
        .toList();
  }

  private static boolean goes(Decision decision) {
    return switch (decision.verdict()) {
      case EXPIRED, KEPT -> true;
      default -> false;
    };
  }

  private Optional<Instant> gone(Decision decision, @Nullable Instant released, Instant end) {
    if (released != null) {
      return firings.from(policy.graceEnds(released));
    }
    return decision.expires() == null
        ? Optional.empty()
        : gone(decision.expires().toInstant(), end);
  }

  private Instant expires(Expected expected) {
    return policy.keep().after(expected.period().end()).toInstant();
  }

  private Optional<Instant> gone(Instant expires, Instant end) {
    Optional<Instant> due = due(expires, end);
    return policy.caution().grace() == null
        ? due
        : due.flatMap(
            firing -> firings.from(policy.graceEnds(firing.plus(CollectionNights.RELEASING))));
  }

  /** An as-of begins before the run does, so a firing in the middle of a day may be too early. */
  private Optional<Instant> due(Instant expires, Instant end) {
    Optional<Instant> firing = expires.isAfter(end) ? Optional.empty() : firings.from(expires);
    while (firing.isPresent()
        && policy.asOf(firing.get()).at(policy.zone()).toInstant().isBefore(expires)) {
      firing = firings.from(firing.get().plusMillis(1));
    }
    return firing;
  }
}

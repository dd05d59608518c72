package io.github.milvusretention.forecast;

import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a policy's schedule fires and the run acts, from some moment on: of the firings of one as-of
 * only the first, as the others find it done. Asked of the schedule as far as they are needed, and
 * remembered. Not safe for several threads.
 */
public final class Firings {
  private final Policy policy;
  private final Function<Instant, Optional<Instant>> next;
  private final List<Instant> known = new ArrayList<>();

  /** All up to here are known. */
  private Instant last;

  private boolean more = true;

  private Firings(Policy policy, Instant after, Function<Instant, Optional<Instant>> next) {
    this.policy = policy;
    this.last = after;
    this.next = next;
  }

  /**
   * Those of a policy's schedule.
   *
   * @param now all firings are later than this
   * @param done whether the as-of of {@code now} is done, so that the next one is the first
   * @param next the first firing of the schedule later than a moment; empty if there is none
   */
  public static Firings of(
      Policy policy, Instant now, boolean done, Function<Instant, Optional<Instant>> next) {
    return new Firings(policy, done ? before(policy.nextAsOf(now)) : now, next);
  }

  /** So that a firing at that very moment is later. */
  private static Instant before(Instant moment) {
    return moment.minusMillis(1);
  }

  /** All up to and including {@code end}. */
  List<Instant> until(Instant end) {
    extend(end);
    int size = firstNotBefore(end);
    return List.copyOf(
        known.subList(0, size < known.size() && known.get(size).equals(end) ? size + 1 : size));
  }

  /** The first that is not before {@code moment}; empty if there is none. */
  public Optional<Instant> from(Instant moment) {
    extend(moment);
    int at = firstNotBefore(moment);
    return at < known.size() ? Optional.of(known.get(at)) : Optional.empty();
  }

  private void extend(Instant moment) {
    while (more && last.isBefore(moment)) {
      Optional<Instant> following = next.apply(last);
      more = following.isPresent();
      following.ifPresent(
          firing -> {
            known.add(firing);
            last = before(policy.nextAsOf(firing));
          });
    }
  }

  private int firstNotBefore(Instant moment) {
    int low = 0;
    int high = known.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (known.get(middle).isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

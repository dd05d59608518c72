package io.github.milvusretention.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a policy's schedule fires, from some moment on. Asked of the schedule as far as they are
 * needed, and remembered. Not safe for several threads.
 */
public final class Firings {
  private final Function<Instant, Optional<Instant>> next;
  private final List<Instant> known = new ArrayList<>();
  private Instant last;
  private boolean more = true;

  /**
   * @param after all firings are later than this
   * @param next the first firing later than a moment; empty if there is none
   */
  public Firings(Instant after, Function<Instant, Optional<Instant>> next) {
    this.last = after;
    this.next = next;
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
            last = firing;
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

package io.github.milvusretention.drop;

import io.github.milvusretention.clusters.LiveCollection;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.milvus.MilvusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server whether partitions are gone for which a drop was sent: one list for all of them,
 * and the answer for each name that it lacks. Both are asked after the drop.
 *
 * @param concurrency how many names are asked for at the same time
 */
record Confirmation(LiveCollection live, Pause pause, int concurrency) {
  private static final int LOOKS = 3;
  private static final Function<String, Optional<Seen>> NONE = name -> Optional.empty();

  /**
   * What the server says of one name.
   *
   * @param listed whether every list since the drop showed it; otherwise it may be new data under
   *     the old name
   * @param unknown why it is not known whether it is gone; null if it is
   */
  record Seen(boolean gone, boolean listed, @Nullable MilvusException unknown) {
    private static final Seen GONE = new Seen(true, false, null);
    private static final Seen LISTED = new Seen(false, true, null);
    private static final Seen UNLISTED = new Seen(false, false, null);
    static final Seen NOT_ASKED = UNLISTED;

    private static Seen unknown(MilvusException why) {
      return new Seen(false, false, why);
    }

    boolean there() {
      return !gone && unknown == null;
    }

    /** Both looks together, of which the later one says whether it is gone. */
    private static Seen then(Seen before, Seen now) {
      return now.there() && !before.listed ? UNLISTED : now;
    }
  }

  /** To be closed. */
  EarlyAnswers early() {
    return new EarlyAnswers(this::ask);
  }

  /** The same for one partition. */
  Seen of(String partition, boolean late) {
    return get(of(List.of(partition), late ? Set.of(partition) : Set.of(), NONE), partition);
  }

  /**
   * By name, in the order given.
   *
   * @param late those whose drop may take effect late, and which deserve more than one look if they
   *     are still there
   * @param early the answer for a name that was asked for between its drop and now; empty if there
   *     is none
   */
  Map<String, Seen> of(
      List<String> partitions, Set<String> late, Function<String, Optional<Seen>> early) {
    Map<String, Seen> seen = look(partitions, early);
    Duration wait = Duration.ofMillis(250);
    for (int look = 1; look < LOOKS; look++) {
      List<String> open =
          partitions.stream()
              .filter(name -> late.contains(name) && get(seen, name).there())
              .toList();
      if (open.isEmpty() || !pause.take(wait)) {
        break;
      }
      // A name that any list lacked may be new data if a later one shows it.
      look(open, NONE).forEach((name, now) -> seen.merge(name, now, Seen::then));
      wait = wait.multipliedBy(4);
    }
    return seen;
  }

  private static Seen get(Map<String, Seen> seen, String name) {
    return Objects.requireNonNull(seen.get(name));
  }

  private Map<String, Seen> look(List<String> partitions, Function<String, Optional<Seen>> early) {
    List<String> listed;
    try {
      listed = live.listAgain();
    } catch (MilvusException e) {
      return all(partitions, Seen.unknown(e));
    }
    if (live.collectionGone()) {
      return all(partitions, Seen.GONE);
    }
    Map<String, Seen> seen = all(partitions, Seen.LISTED);
    List<String> unlisted = new ArrayList<>(partitions);
    unlisted.removeAll(listed);
    unlisted.forEach(name -> early.apply(name).ifPresent(answer -> seen.put(name, answer)));
    unlisted.removeIf(name -> get(seen, name) != Seen.LISTED);
    List<Seen> answers = Parallel.ask(unlisted, concurrency, this::ask);
    for (int i = 0; i < answers.size(); i++) {
      seen.put(unlisted.get(i), answers.get(i));
    }
    return seen;
  }

  private Seen ask(String partition) {
    try {
      return live.isMissing(partition) ? Seen.GONE : Seen.UNLISTED;
    } catch (MilvusException e) {
      return Seen.unknown(e);
    }
  }

  private static Map<String, Seen> all(List<String> partitions, Seen seen) {
    Map<String, Seen> all = new LinkedHashMap<>();
    partitions.forEach(name -> all.put(name, seen));
    return all;
  }
}

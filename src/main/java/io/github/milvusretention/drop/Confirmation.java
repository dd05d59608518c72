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
import org.jspecify.annotations.Nullable;

/**
 * Asks the server whether partitions are gone for which a drop was sent: one list for all of them,
 * and the answer for each name that it lacks.
 *
 * @param concurrency how many names are asked for at the same time
 */
record Confirmation(LiveCollection live, Pause pause, int concurrency) {
  private static final int LOOKS = 3;

  /**
   * What the server says of one name.
   *
   * @param listedAtOnce whether the first list showed it; if only a later one did, it may be new
   *     data under the old name
   * @param unknown why it is not known whether it is gone; null if it is
   */
  record Seen(boolean gone, boolean listedAtOnce, @Nullable MilvusException unknown) {
    private static final Seen GONE = new Seen(true, false, null);
    private static final Seen LISTED = new Seen(false, true, null);
    private static final Seen UNLISTED = new Seen(false, false, null);

    private static Seen unknown(MilvusException why) {
      return new Seen(false, false, why);
    }

    private boolean there() {
      return !gone && unknown == null;
    }
  }

  /**
   * By name, in the order given.
   *
   * @param lateEffect whether a drop may take effect late, so that what is still there deserves
   *     more than one look
   */
  Map<String, Seen> of(List<String> partitions, boolean lateEffect) {
    Map<String, Seen> first = look(partitions);
    Map<String, Seen> seen = new LinkedHashMap<>(first);
    Duration wait = Duration.ofMillis(250);
    for (int look = 1; lateEffect && look < LOOKS; look++) {
      List<String> open = partitions.stream().filter(name -> get(seen, name).there()).toList();
      if (open.isEmpty() || !pause.take(wait)) {
        break;
      }
      seen.putAll(look(open));
      wait = wait.multipliedBy(4);
    }
    seen.replaceAll((name, last) -> last.there() ? get(first, name) : last);
    return seen;
  }

  private static Seen get(Map<String, Seen> seen, String name) {
    return Objects.requireNonNull(seen.get(name));
  }

  private Map<String, Seen> look(List<String> partitions) {
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

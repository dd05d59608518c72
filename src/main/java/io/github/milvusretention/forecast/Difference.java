package io.github.milvusretention.forecast;

import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A partition that goes at another firing under edited rules.
 *
 * @param start of its period: a name without a year may go once for each
 * @param now when it goes by the rules as they are; null if not within the forecast
 * @param edited when it goes by the edited ones; null if not within the forecast
 */
public record Difference(
    Address partition, Instant start, @Nullable Instant now, @Nullable Instant edited) {
  private static final Comparator<Key> BY_PERIOD =
      Comparator.comparing(Key::start).thenComparing(Key::partition);

  private record Key(Instant start, Address partition) {
    private static Key of(Decision decision) {
      Period period = Objects.requireNonNull(decision.period());
      return new Key(period.start().toInstant(), decision.address());
    }
  }

  /** Oldest period first; those that exist and those that are expected alike. */
  public static List<Difference> between(Forecast now, Forecast edited) {
    Map<Key, Instant> before = firings(now);
    Map<Key, Instant> after = firings(edited);
    TreeSet<Key> keys = new TreeSet<>(BY_PERIOD);
    keys.addAll(before.keySet());
    keys.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (Key key : keys) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        differences.add(new Difference(key.partition, key.start, before.get(key), after.get(key)));
      }
    }
    return differences;
  }

  private static Map<Key, Instant> firings(Forecast forecast) {
    Map<Key, Instant> firings = new LinkedHashMap<>();
    for (Night night : forecast.nights()) {
      night.goes().stream()
          .filter(goes -> goes.action() == Action.DROP)
          .forEach(goes -> firings.putIfAbsent(Key.of(goes.decision()), night.at()));
    }
    return firings;
  }
}

package io.github.milvusretention.console.forecast.picture;

import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.forecast.Expected;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Forecast.Listed;
import io.github.milvusretention.forecast.Kept;
import io.github.milvusretention.forecast.Night;
import io.github.milvusretention.forecast.Onlooker;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Remembers the partitions that a forecast looks at, up to a limit, to draw them. */
public final class Sketch implements Onlooker {
  /** What is kept in memory for one answer. */
  static final int MOST = 40_000;

  private record Drawn(Address address, Period period, String kept, boolean expected) {}

  private record Collection(String name, List<Drawn> drawn, int without, boolean cut) {}

  private record Key(Address address, Instant start) {}

  private final List<Collection> collections = new ArrayList<>();
  private int drawn;

  @Override
  public void see(Listed listed, List<Expected> created) {
    Map<Address, String> kept =
        listed.kept().stream()
            .map(Kept::decision)
            .collect(
                toMap(
                    Decision::address,
                    decision -> decision.verdict() + ", " + decision.reason(),
                    (one, other) -> one));
    List<Drawn> all = new ArrayList<>();
    for (Decision decision : listed.decisions()) {
      Period period = decision.period();
      if (period != null && decision.recognised()) {
        String why = kept.getOrDefault(decision.address(), "");
        all.add(new Drawn(decision.address(), period, why, false));
      }
    }
    int without =
        (int)
            listed.decisions().stream()
                .filter(decision -> !decision.recognised())
                .filter(decision -> decision.verdict() != Verdict.PROTECTED)
                .count();
    created.forEach(
        one -> all.add(new Drawn(listed.listing().address(one.name()), one.period(), "", true)));
    boolean cut = drawn + all.size() > MOST;
    drawn += cut ? 0 : all.size();
    String name = listed.listing().database() + "." + listed.listing().collection();
    collections.add(new Collection(name, cut ? List.of() : all, without, cut));
  }

  /** What it has seen, with the nights of the forecast that was made meanwhile. */
  public List<Lane> lanes(Forecast forecast) {
    Map<Key, Instant> released = new HashMap<>();
    Map<Key, Instant> dropped = new HashMap<>();
    for (Night night : forecast.nights()) {
      for (Night.Goes goes : night.goes()) {
        Key key =
            new Key(
                goes.decision().address(),
                Objects.requireNonNull(goes.decision().period()).start().toInstant());
        (goes.action() == Action.RELEASE ? released : dropped).putIfAbsent(key, night.at());
      }
    }
    return collections.stream()
        .map(
            one ->
                new Lane(
                    one.name(),
                    one.drawn().stream()
                        .map(bar -> bar(bar, forecast, released, dropped))
                        .sorted(Comparator.comparing(Bar::start).thenComparing(Bar::name))
                        .toList(),
                    one.without(),
                    one.cut()))
        .toList();
  }

  private static Bar bar(
      Drawn drawn, Forecast forecast, Map<Key, Instant> released, Map<Key, Instant> dropped) {
    Instant start = drawn.period().start().toInstant();
    Key key = new Key(drawn.address(), start);
    return new Bar(
        drawn.address().partition(),
        start,
        drawn.period().end().toInstant(),
        forecast.policy().keep().after(drawn.period().end()).toInstant(),
        released.get(key),
        dropped.get(key),
        drawn.kept(),
        drawn.expected());
  }
}

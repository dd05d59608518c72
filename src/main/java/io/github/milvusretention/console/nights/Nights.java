package io.github.milvusretention.console.nights;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.github.milvusretention.console.nights.NightsRepository.Found;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.ledger.plans.DueBefore;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.schedule.NextFirings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the grid of what the repository has. */
class Nights {
  private static final int ROWS = 50;

  private final NightsRepository repository;
  private final DueBefore dueBefore;
  private final NextFirings firings;
  private final Rules rules;
  private final Clock clock;

  Nights(
      NightsRepository repository,
      DueBefore dueBefore,
      NextFirings firings,
      Rules rules,
      Clock clock) {
    this.repository = repository;
    this.dueBefore = dueBefore;
    this.firings = firings;
    this.rules = rules;
    this.clock = clock;
  }

  /** The latest date that it is in the zone of a policy. */
  LocalDate today(@Nullable String policy) {
    Instant now = clock.instant();
    return rules.policies().values().stream()
        .filter(one -> policy == null || policy.isEmpty() || one.name().equals(policy))
        .map(one -> now.atZone(one.zone()).toLocalDate())
        .max(Comparator.naturalOrder())
        .orElse(now.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /**
   * @param link to the page, for the links to its parts
   */
  Grid grid(NightsQuery query, int page, PageLink link) {
    Found found = repository.find(query);
    Map<String, PolicyNights> policies = policies(query, found.runs());
    List<Place> places = places(query, policies, found.places());
    Paging paging = new Paging(link, page, ROWS, places.size());
    List<LocalDate> dates = query.dates();
    return new Grid(
        dates.stream().map(Grid.Night::new).toList(),
        policies.values().stream()
            .map(
                policy ->
                    new Grid.Row(
                        policy.policy(), policy.policy(), dates.stream().map(policy::run).toList()))
            .toList(),
        Paging.part(places, paging).stream()
            .map(place -> row(place, policies, dates, found))
            .toList(),
        paging);
  }

  private static Grid.Row row(
      Place place, Map<String, PolicyNights> policies, List<LocalDate> dates, Found found) {
    PolicyNights policy = policies.get(place.policy());
    Map<RunKey, Counts> done = found.places().getOrDefault(place, Map.of());
    return new Grid.Row(
        place.policy(),
        place.name(),
        policy == null
            ? List.of()
            : dates.stream().map(night -> policy.place(place, night, done)).toList());
  }

  /** In the order of the rules; those that are only on record come last. */
  private Map<String, PolicyNights> policies(NightsQuery query, List<RunOfNight> runs) {
    Instant now = clock.instant();
    Map<String, List<RunOfNight>> byPolicy =
        runs.stream().collect(groupingBy(run -> run.run().policy()));
    Map<String, LocalDate> since = since(now, runs);
    Map<String, PolicyNights> policies = new LinkedHashMap<>();
    Stream.concat(rules.policies().keySet().stream(), new TreeSet<>(byPolicy.keySet()).stream())
        .distinct()
        .filter(name -> query.policy() == null || query.policy().equals(name))
        .forEach(
            name ->
                policies.put(
                    name,
                    new PolicyNights(
                        name,
                        byPolicy.getOrDefault(name, List.of()).stream()
                            .collect(groupingBy(RunOfNight::date)),
                        Expected.of(rules.policies().get(name), since.get(name), now))));
    return policies;
  }

  /** From which night on a policy is known to be there, by its first run or its trigger. */
  private Map<String, LocalDate> since(Instant now, List<RunOfNight> runs) {
    Map<String, LocalDate> since = new HashMap<>(repository.firstPlans());
    runs.forEach(run -> since.merge(run.run().policy(), run.date(), Nights::earlier));
    firings
        .byPolicy(now)
        .forEach(
            (name, firing) -> {
              // The night in which the trigger was made may have been over.
              ZoneId zone = rules.policy(name).zone();
              since.merge(
                  name, firing.since().atZone(zone).toLocalDate().plusDays(1), Nights::earlier);
            });
    return since;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** Those with failures first. */
  private List<Place> places(
      NightsQuery query, Map<String, PolicyNights> policies, Map<Place, Map<RunKey, Counts>> done) {
    Set<Place> all = new HashSet<>(done.keySet());
    all.addAll(repository.seen(query.policy()));
    Set<String> unseen = new TreeSet<>(policies.keySet());
    all.forEach(place -> unseen.remove(place.policy()));
    unseen.forEach(policy -> all.addAll(refused(policy)));
    Map<Place, Integer> failed = new HashMap<>();
    List<Place> places = new ArrayList<>();
    for (Place place : all) {
      PolicyNights policy = policies.get(place.policy());
      if (policy != null && place.holds(query.text())) {
        places.add(place);
        failed.put(place, failed(policy, done.getOrDefault(place, Map.of())));
      }
    }
    places.sort(
        Comparator.<Place, Integer>comparing(
                place -> failed.getOrDefault(place, 0), Comparator.reverseOrder())
            .thenComparing(Place.BY_NAME));
    return places;
  }

  /** Of a policy of which no plan was ever taken: what the last one would have dropped of. */
  private Set<Place> refused(String policy) {
    return dueBefore
        .last(policy)
        .filter(DueBefore.LastPlan::refused)
        .flatMap(dueBefore::due)
        .orElse(List.of())
        .stream()
        .map(was -> new Place(policy, was.due().database(), was.due().collection()))
        .collect(toSet());
  }

  /** How many partitions have failed, in all nights together. */
  private static int failed(PolicyNights policy, Map<RunKey, Counts> done) {
    return done.values().stream().noneMatch(counts -> counts.failed() > 0)
        ? 0
        : policy.byDate().values().stream()
            .mapToInt(runs -> PolicyNights.counts(runs, done).failed())
            .sum();
  }
}

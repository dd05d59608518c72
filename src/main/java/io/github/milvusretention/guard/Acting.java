package io.github.milvusretention.guard;

import static java.util.stream.Collectors.toSet;

import io.github.milvusretention.guard.ActedBy.Known;
import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.guard.ActedBy.Told;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.settings.NewRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A plan beside what its policy has acted by: what is new, and what is to be remembered.
 *
 * @param before what the policy has acted by
 * @param seen the name of each collection that was read
 * @param due those of which something is due; what only waits for the end of a grace is not
 * @param watched whether a person started the run at a terminal
 */
public record Acting(
    RuleSet present,
    ActedBy before,
    Map<Place, String> seen,
    Set<Place> due,
    List<Novelty> novelties,
    boolean watched,
    Instant now) {
  public Acting {
    seen = Map.copyOf(seen);
    due = Set.copyOf(due);
    novelties = List.copyOf(novelties);
  }

  /**
   * @param seen the name of each collection that was read
   * @param listings of these collections; asked for those alone that may have something new
   */
  public static Acting of(
      Plan plan,
      RuleSet present,
      ActedBy before,
      Map<Place, String> seen,
      Function<Place, Listing> listings,
      boolean watched,
      Instant now) {
    return new Acting(
        present,
        before,
        seen,
        plan.due(false).stream()
            .map(each -> new Place(each.address().database(), each.collectionId()))
            .collect(toSet()),
        before.answer(present) == NewRules.OFF
            ? List.of()
            : NewlyDue.find(plan, present, before, listings, now),
        watched,
        now);
  }

  /** What the guard says; a person at a terminal is not asked. */
  public List<Refusal> refusals() {
    return watched ? List.of() : NewRulesGuard.ask(novelties, present, before, now);
  }

  /** What the guard would say if nobody watched; sentences for people. */
  public List<String> notes() {
    if (watched) {
      return NewRulesGuard.ask(novelties, present, before, now).isEmpty()
          ? List.of()
          : List.of(
              "guard new-rules would refuse a scheduled run, as something is new; at a terminal"
                  + " nobody is asked");
    }
    return novelties.isEmpty() && before.rules().size() > 1
        ? List.of(
            "the rules were edited since a person last agreed to them; nothing is due because of"
                + " it yet. What will be waits for a person then")
        : List.of();
  }

  /**
   * What to remember if the plan is frozen: it passed, or a person accepted it or ran it at a
   * terminal. Nobody agrees to more than what the plan showed as new and due.
   */
  public ActedBy frozen() {
    boolean off = before.answer(present) == NewRules.OFF;
    boolean agreed =
        off || novelties.stream().anyMatch(novelty -> novelty.kind() != Novelty.Kind.COLLECTION);
    // Nothing has been dropped yet by a policy that has never acted and has nothing due.
    List<RuleSet> rules =
        agreed
            ? List.of(present)
            : before.rules().isEmpty() ? List.of() : ActedBy.with(before.rules(), present);
    Map<Place, Known> collections = new HashMap<>(withSeen());
    seen.forEach(
        (place, name) -> {
          Known known = collections.get(place);
          if (off) {
            Instant first = known == null ? now : known.firstSeen();
            collections.put(
                place, new Known(known == null ? name : known.name(), first, List.of(present)));
          } else if (known != null) {
            List<RuleSet> own = due.contains(place) ? own(known, agreed, rules) : unasked(known);
            collections.put(place, new Known(known.name(), known.firstSeen(), own));
          }
        });
    return new ActedBy(before.server(), before.elsewhere(), rules, collections, null);
  }

  /** Of a collection of which something is due. */
  private List<RuleSet> own(Known known, boolean agreed, List<RuleSet> ofPolicy) {
    return agreed || known.rules().isEmpty() ? ofPolicy : unasked(known);
  }

  private List<RuleSet> unasked(Known known) {
    return known.rules().isEmpty() ? List.of() : ActedBy.with(known.rules(), present);
  }

  /** What to remember if the plan is refused: what people were told. */
  public ActedBy refused() {
    boolean rules =
        novelties.stream().anyMatch(novelty -> novelty.kind() != Novelty.Kind.COLLECTION);
    Told told = before.told();
    Told now = told != null && told.of().equals(present) ? told : new Told(present, this.now);
    return new ActedBy(
        before.server(), before.elsewhere(), before.rules(), withSeen(), rules ? now : told);
  }

  /** Nobody is told of a collection before something of it is due. */
  private Map<Place, Known> withSeen() {
    Map<Place, Known> known = new HashMap<>(before.collections());
    seen.forEach(
        (place, name) -> {
          if (due.contains(place)) {
            known.computeIfAbsent(place, p -> new Known(name, now, List.of()));
          }
        });
    return known;
  }
}

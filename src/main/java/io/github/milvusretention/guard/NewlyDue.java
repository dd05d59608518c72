package io.github.milvusretention.guard;

import io.github.milvusretention.guard.ActedBy.Known;
import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what of a plan is due only because something is new: it would not be dropped by each of the
 * rules that the policy has acted by on this collection. What waits for the end of a grace is not
 * due.
 */
final class NewlyDue {
  private final Plan plan;
  private final RuleSet present;
  private final ActedBy acted;
  private final Function<Place, Listing> listings;
  private final Instant now;
  private final Instant reached;

  /** By what has changed. */
  private final Map<String, List<Address>> edited = new TreeMap<>();

  private final List<Novelty> found = new ArrayList<>();

  private NewlyDue(
      Plan plan, RuleSet present, ActedBy acted, Function<Place, Listing> listings, Instant now) {
    this.plan = plan;
    this.present = present;
    this.acted = acted;
    this.listings = listings;
    this.now = now;
    Instant asOf = plan.asOf().at(plan.policy().zone()).toInstant();
    this.reached = asOf.isAfter(now) ? asOf : now;
  }

  /**
   * @param listings of the collections that have something due; asked for those alone that may have
   *     something new
   */
  static List<Novelty> find(
      Plan plan, RuleSet present, ActedBy acted, Function<Place, Listing> listings, Instant now) {
    if (plan.due(false).isEmpty()) {
      return List.of();
    }
    if (acted.rules().isEmpty()) {
      return List.of(
          new Novelty(
              Novelty.Kind.POLICY,
              acted.elsewhere()
                  ? "this policy has never acted on " + acted.server()
                  : "this policy has never acted",
              Refusal.addresses(plan.due(false)).toList(),
              null));
    }
    return new NewlyDue(plan, present, acted, listings, now).find();
  }

  private List<Novelty> find() {
    SortedSet<String> raised = raisedLimits();
    if (!raised.isEmpty()) {
      return List.of(
          new Novelty(
              Novelty.Kind.RULES,
              changed(raised) + " (the limits that it acted by refuse this plan)",
              Refusal.addresses(plan.due(false)).toList(),
              null));
    }
    plan.collections().forEach(this::find);
    return Stream.concat(
            edited.entrySet().stream()
                .map(e -> new Novelty(Novelty.Kind.RULES, e.getKey(), e.getValue(), null)),
            found.stream())
        .toList();
  }

  /** What was changed if a limit that the policy acted by would refuse this plan; else empty. */
  private SortedSet<String> raisedLimits() {
    Set<String> refusing = guards(present);
    SortedSet<String> raised = new TreeSet<>();
    acted.rules().stream().map(this::guards).forEach(raised::addAll);
    raised.removeAll(refusing);
    if (!raised.isEmpty()) {
      acted.rules().stream().map(present::differences).forEach(raised::addAll);
    }
    return raised;
  }

  private Set<String> guards(RuleSet rules) {
    Set<String> guards = new HashSet<>();
    Guards.ask(plan, rules.policy().limits()).forEach(refusal -> guards.add(refusal.guard()));
    return guards;
  }

  private void find(CollectionPlan collection) {
    List<Decision> left = new ArrayList<>(collection.expired());
    left.removeIf(decision -> plan.action(decision) == Action.WAIT);
    if (left.isEmpty()) {
      return;
    }
    Place place = new Place(collection.database(), left.get(0).collectionId());
    Known known = acted.collections().get(place);
    for (RuleSet rules : acted.rulesOf(place)) {
      if (rules.equals(present) || left.isEmpty()) {
        continue;
      }
      // What was asked for beside the rules cannot be asked again by what it was then.
      boolean mayHaveKeptMore =
          rules.policy().caution().mayKeepMoreThan(present.policy().caution());
      Set<String> due =
          mayHaveKeptMore ? Set.of() : rules.due(listings.apply(place), plan.asOf(), now, reached);
      List<Decision> newly =
          left.stream().filter(each -> !due.contains(each.address().partition())).toList();
      if (!newly.isEmpty()) {
        edited
            .computeIfAbsent(changed(present.differences(rules)), keys -> new ArrayList<>())
            .addAll(Refusal.addresses(newly).toList());
        left.removeAll(newly);
      }
    }
    if ((known == null || known.rules().isEmpty()) && !left.isEmpty()) {
      found.add(
          new Novelty(
              Novelty.Kind.COLLECTION,
              "this policy has never acted on collection %s.%s with the id %s"
                  .formatted(collection.database(), collection.collection(), place.id()),
              Refusal.addresses(left).toList(),
              known == null ? null : known.firstSeen()));
    }
  }

  private static String changed(Set<String> keys) {
    return "changed since this policy last acted: " + String.join(", ", keys);
  }
}

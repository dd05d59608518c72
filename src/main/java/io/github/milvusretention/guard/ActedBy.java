package io.github.milvusretention.guard;

import io.github.milvusretention.policy.settings.NewRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which rules a policy has acted on one server.
 *
 * @param server its address, as two clusters must not share it
 * @param elsewhere whether the policy has acted on another server
 * @param rules those that a person last agreed to, and all that it has acted by since: what is due
 *     is not new only if it is due by each of them. Empty if it has never acted here
 * @param collections that it has seen there
 * @param told what people were last told to be new; null if nothing since then
 */
public record ActedBy(
    String server,
    boolean elsewhere,
    List<RuleSet> rules,
    Map<Place, Known> collections,
    @Nullable Told told) {
  public ActedBy {
    rules = List.copyOf(rules);
    collections = Map.copyOf(collections);
  }

  /**
   * A collection, which is another one when it is re-created.
   *
   * @param id the server's
   */
  public record Place(String database, String id) {}

  /**
   * What is known of a collection.
   *
   * @param name at that time
   * @param firstSeen by a run of the policy
   * @param rules as those of the policy; empty if it has never acted on this collection
   */
  public record Known(String name, Instant firstSeen, List<RuleSet> rules) {
    public Known {
      rules = List.copyOf(rules);
    }
  }

  /** When a run first told that something would be due by these rules that was not before. */
  public record Told(RuleSet of, Instant at) {}

  /**
   * By each of which something of a collection must be due that is not new: those of the policy,
   * and those of the collection, which may be older where it could not be read for some time.
   */
  List<RuleSet> rulesOf(Place place) {
    Known known = collections.get(place);
    return known == null
        ? rules
        : Stream.concat(rules.stream(), known.rules.stream()).distinct().toList();
  }

  /** The most careful answer of the present rules and all that it has acted by. */
  NewRules answer(RuleSet present) {
    return Stream.concat(rules.stream(), Stream.of(present))
        .map(set -> set.policy().limits().newRules())
        .min(NewRules::compareTo)
        .orElseThrow();
  }

  /** Adds rules that nobody has agreed to. Those that another one implies are left out. */
  static List<RuleSet> with(List<RuleSet> rules, RuleSet added) {
    if (rules.stream().anyMatch(set -> set.implies(added))) {
      return rules;
    }
    List<RuleSet> all = new ArrayList<>(rules);
    all.removeIf(added::implies);
    all.add(added);
    return all;
  }
}

package io.github.milvusretention.guard;

import io.github.milvusretention.policy.settings.NewRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refuses a plan by which more would be dropped because something is new, unless people have been
 * told of it for long enough and the rules let it pass then.
 */
final class NewRulesGuard {
  /** So that a firing a day later passes, also one that is a few hours early. */
  private static final Duration TIME_TO_LOOK = Duration.ofHours(20);

  private NewRulesGuard() {}

  /** Whether this no longer needs a person. */
  static boolean passes(Novelty novelty, RuleSet present, ActedBy acted, Instant now) {
    NewRules answer = acted.answer(present);
    return answer == NewRules.OFF
        || from(novelty, present, acted, answer).filter(from -> !from.isAfter(now)).isPresent();
  }

  /** From when on it passes by itself; empty if it does not, or not before people are told. */
  private static Optional<Instant> from(
      Novelty novelty, RuleSet present, ActedBy acted, NewRules answer) {
    Optional<Instant> told = Optional.empty();
    if (novelty.kind() == Novelty.Kind.COLLECTION) {
      told = Optional.ofNullable(novelty.firstSeen());
    } else if (answer == NewRules.NEXT_FIRING) {
      told =
          Optional.ofNullable(acted.told())
              .filter(before -> before.of().equals(present))
              .map(ActedBy.Told::at);
    }
    return told.map(at -> at.plus(TIME_TO_LOOK));
  }

  /** At most one refusal, of all that waits. */
  static List<Refusal> ask(List<Novelty> novelties, RuleSet present, ActedBy acted, Instant now) {
    List<Novelty> waiting =
        novelties.stream().filter(each -> !passes(each, present, acted, now)).toList();
    if (waiting.isEmpty()) {
      return List.of();
    }
    NewRules answer = acted.answer(present);
    long count = waiting.stream().mapToLong(novelty -> novelty.partitions().size()).sum();
    String found = waiting.stream().map(Novelty::brief).collect(Collectors.joining("; "));
    return List.of(
        new Refusal(
            "new-rules",
            answer.toString(),
            Long.toString(count),
            "new-rules: %s due only because something is new: %s; %s"
                .formatted(
                    count == 1 ? "1 partition is" : count + " partitions are",
                    found,
                    cure(waiting, present, acted, answer)),
            waiting.stream().flatMap(novelty -> novelty.partitions().stream()).toList()));
  }

  private static String cure(
      List<Novelty> waiting, RuleSet present, ActedBy acted, NewRules answer) {
    boolean alone = waiting.stream().allMatch(novelty -> novelty.kind() == Novelty.Kind.COLLECTION);
    String person = "a scheduled run drops them when a person has accepted the plan";
    if (!alone && answer == NewRules.ACCEPT) {
      return person;
    }
    List<Instant> known =
        waiting.stream().flatMap(each -> from(each, present, acted, answer).stream()).toList();
    return person
        + ", or by itself at the first firing 20 hours after one has first told of them"
        + (known.size() < waiting.size()
            ? ""
            : " (from " + known.stream().max(Instant::compareTo).orElseThrow() + ")");
  }
}

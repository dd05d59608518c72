package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.guard.ActedBy.Known;
import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.guard.ActedBy.Told;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a plan is refused for as something is new, and what is remembered of it. */
class ActingTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final Instant NOW = Instant.parse("2026-11-24T03:15:00Z");
  private static final Instant YESTERDAY = Instant.parse("2026-11-23T03:15:00Z");
  private static final Given OLD = Given.patterns("uuuuMMdd").keep("P90D");
  private static final Given SHORTER = OLD.keep("P60D");
  private static final Given LATER = OLD.newRules("next-firing");

  private static final Listing DOCS = Given.docs("20260101", "20260901", "20261101");
  private static final Place IN_DOCS = new Place("default", "id-of-docs");
  private static final Listing LOGS = Given.listing("logs", "20260101", "20261101");
  private static final Place IN_LOGS = new Place("default", "id-of-logs");

  private static RuleSet rules(Given given) {
    return new RuleSet(given.policy(), List.of());
  }

  private static Known seen(String name, Given... actedBy) {
    return new Known(name, YESTERDAY, Stream.of(actedBy).map(ActingTest::rules).toList());
  }

  private static ActedBy acted(List<Given> by, Map<Place, Known> collections, @Nullable Told told) {
    List<RuleSet> rules = by.stream().map(ActingTest::rules).toList();
    return new ActedBy("localhost:1", false, rules, collections, told);
  }

  private static ActedBy actedOnDocs(Given... by) {
    return acted(List.of(by), Map.of(IN_DOCS, seen("docs", by)), null);
  }

  private static final ActedBy NEVER = acted(List.of(), Map.of(), null);

  private static Acting acting(
      Given given, ActedBy before, boolean watched, Instant now, Listing... listings) {
    Policy policy = given.policy();
    Plan plan =
        Given.plan(policy, AS_OF, Given.decide(policy, List.of(policy), AS_OF, List.of(listings)));
    Map<Place, Listing> byPlace = new HashMap<>();
    Map<Place, String> names = new HashMap<>();
    for (Listing listing : listings) {
      Place place = new Place(listing.database(), listing.id());
      byPlace.put(place, listing);
      names.put(place, listing.collection());
    }
    return Acting.of(plan, rules(given), before, names, byPlace::get, watched, now);
  }

  private static List<String> refused(Acting acting) {
    return acting.refusals().stream()
        .flatMap(refusal -> refusal.partitions().stream())
        .map(address -> address.collection() + "/" + address.partition())
        .sorted()
        .toList();
  }

  @Test
  void howManyAreDueOnlyBecauseSomethingIsNewIsToldApart() {
    Acting all = acting(SHORTER, NEVER, false, NOW, DOCS, LOGS);
    Acting few = acting(SHORTER, actedOnDocs(OLD), false, NOW, DOCS, LOGS);

    assertThat(refused(few)).isNotEmpty().hasSizeLessThan(refused(all).size());
    assertThat(RefusalsShown.of(all.refusals()).isStill(RefusalsShown.of(few.refusals())))
        .isFalse();
  }

  @Test
  void theSameRulesPassAndNothingIsWritten() {
    ActedBy before = actedOnDocs(OLD);
    Acting acting = acting(OLD, before, false, NOW, DOCS);

    assertThat(acting.refusals()).isEmpty();
    assertThat(acting.notes()).isEmpty();
    assertThat(acting.frozen()).isEqualTo(before);
  }

  @Test
  void onlyWhatIsDueBecauseOfTheEditIsListed() {
    Acting acting = acting(SHORTER, actedOnDocs(OLD), false, NOW, DOCS);

    assertThat(refused(acting)).containsExactly("docs/20260901");
    assertThat(acting.frozen()).isEqualTo(actedOnDocs(SHORTER));
    assertThat(acting(SHORTER, actedOnDocs(OLD), true, NOW, DOCS).refusals()).isEmpty();
    assertThat(acting(SHORTER, actedOnDocs(OLD), true, NOW, DOCS).frozen())
        .as("a person at the terminal agrees")
        .isEqualTo(actedOnDocs(SHORTER));
  }

  /** Nobody has agreed to them: they are not forgotten when other rules take their place. */
  @Test
  void rulesThatMadeNoDifferenceAreKeptBesideThoseBefore() {
    ActedBy both = acting(SHORTER, actedOnDocs(OLD), false, NOW, LOGS_AS_DOCS).frozen();

    assertThat(both.rules()).containsExactly(rules(OLD), rules(SHORTER));
    assertThat(refused(acting(SHORTER, both, false, NOW, DOCS))).containsExactly("docs/20260901");
    assertThat(acting(SHORTER, both, false, NOW, LOGS_AS_DOCS).notes())
        .singleElement()
        .asString()
        .contains("nothing is due because of it yet");
  }

  private static final Listing LOGS_AS_DOCS = Given.docs("20260101", "20261101");

  @Test
  void aPolicyThatHasNeverActedAndHasNothingDueStaysNew() {
    Listing young = Given.docs("20261101");

    assertThat(acting(OLD, NEVER, false, NOW, young).refusals()).isEmpty();
    ActedBy after = acting(OLD, NEVER, false, NOW, young).frozen();
    assertThat(after.rules()).isEmpty();
    assertThat(refused(acting(OLD, after, false, NOW, DOCS))).containsExactly("docs/20260101");
    assertThat(acting(OLD, NEVER, true, NOW, young).frozen())
        .as("also where a person was there, who was shown nothing")
        .isEqualTo(NEVER);
  }

  /** A person agrees to what is shown. What an edit does later is not. */
  @Test
  void aPersonAgreesToNoEditThatMadeNoDifference() {
    ActedBy both = acting(SHORTER, actedOnDocs(OLD), true, NOW, LOGS_AS_DOCS).frozen();

    assertThat(both).isEqualTo(actedOnDocs(OLD, SHORTER));
    assertThat(refused(acting(SHORTER, both, false, NOW, DOCS))).containsExactly("docs/20260901");
    assertThat(acting(SHORTER, both, true, NOW, DOCS).frozen()).isEqualTo(actedOnDocs(SHORTER));
  }

  /** Of one collection the edit was shown, of the other nothing was due. */
  @Test
  void aPersonAgreesOnlyForTheCollectionsOfWhichSomethingIsDue() {
    Map<Place, Known> both = Map.of(IN_DOCS, seen("docs", OLD), IN_LOGS, seen("logs", OLD));
    Listing young = Given.listing("logs", "20261101");
    ActedBy after =
        acting(SHORTER, acted(List.of(OLD), both, null), true, NOW, DOCS, young).frozen();

    assertThat(after.rules()).containsExactly(rules(SHORTER));
    assertThat(after.collections())
        .containsEntry(IN_DOCS, seen("docs", SHORTER))
        .containsEntry(IN_LOGS, seen("logs", OLD, SHORTER));
  }

  @Test
  void whatOnlyWaitsForTheEndOfAGraceIsNotDue() {
    Given week = OLD.grace("P7D");
    Given fiveDays = OLD.grace("P5D");

    Acting waits = released(fiveDays, actedOnDocs(week), Action.WAIT);
    assertThat(waits.novelties()).isEmpty();
    assertThat(waits.frozen()).isEqualTo(actedOnDocs(week, fiveDays));
    assertThat(refused(released(fiveDays, waits.frozen(), Action.DROP)))
        .containsExactly("docs/20260101");
    assertThat(released(week, NEVER, Action.WAIT).frozen()).isEqualTo(NEVER);
    assertThat(released(week, NEVER, Action.WAIT).refused().collections())
        .as("nobody is told of it")
        .isEmpty();
    assertThat(refused(released(week, NEVER, Action.DROP))).containsExactly("docs/20260101");
  }

  /** All that is expired in docs was released and now waits, or is dropped. */
  private static Acting released(Given given, ActedBy before, Action action) {
    Policy policy = given.policy();
    Plan plan =
        Given.plan(policy, AS_OF, Given.decide(policy, List.of(policy), AS_OF, List.of(DOCS)));
    Map<Address, Plan.Released> released = new HashMap<>();
    plan.expired()
        .forEach(each -> released.put(each.address(), new Plan.Released(YESTERDAY, action)));
    return Acting.of(
        new Plan(policy, AS_OF, plan.collections(), released),
        rules(given),
        before,
        Map.of(IN_DOCS, "docs"),
        place -> DOCS,
        false,
        NOW);
  }

  @Test
  void aNewCollectionIsSeenAndPassesTwentyHoursLater() {
    ActedBy before = actedOnDocs(OLD);
    Acting first = acting(OLD, before, false, NOW, DOCS, LOGS);
    assertThat(refused(first)).containsExactly("logs/20260101");
    ActedBy seen = first.refused();
    assertThat(seen.told()).as("it passes by when it was seen").isNull();

    assertThat(refused(acting(OLD, seen, false, NOW.plusSeconds(71_999), DOCS, LOGS)))
        .containsExactly("logs/20260101");
    Acting second = acting(OLD, seen, false, NOW.plusSeconds(72_000), DOCS, LOGS);
    assertThat(second.refusals()).isEmpty();
    assertThat(second.frozen().collections().get(IN_LOGS))
        .isEqualTo(new Known("logs", NOW, List.of(rules(OLD))));
  }

  @Test
  void aNewCollectionOfWhichNothingIsDueIsNotKnownBefore() {
    Listing young = Given.listing("logs", "20261101");
    ActedBy after = acting(OLD, actedOnDocs(OLD), false, NOW, DOCS, young).frozen();

    assertThat(after.collections()).doesNotContainKey(IN_LOGS);
    assertThat(after.collections().get(IN_DOCS)).isEqualTo(seen("docs", OLD));
  }

  /** It could not be read on the night on which a person agreed to the shorter keep. */
  @Test
  void aCollectionThatWasNotReadKeepsItsOlderRules() {
    Map<Place, Known> both = Map.of(IN_DOCS, seen("docs", OLD), IN_LOGS, seen("logs", OLD));
    ActedBy before = acted(List.of(OLD), both, null);
    Listing logs = Given.listing("logs", "20260101", "20260901", "20261101");
    ActedBy after = acting(SHORTER, before, true, NOW, logs).frozen();
    assertThat(after.rules()).containsExactly(rules(SHORTER));

    assertThat(refused(acting(SHORTER, after, false, NOW, DOCS, LOGS)))
        .containsExactly("docs/20260901");
  }

  @Test
  void nextFiringCountsFromTheFirstTimeThatTheseRulesWereTold() {
    ActedBy before = actedOnDocs(LATER);
    Given edited = LATER.keep("P60D");
    ActedBy told = acting(edited, before, false, NOW, DOCS).refused();
    assertThat(told.told()).isEqualTo(new Told(rules(edited), NOW));

    Instant later = NOW.plusSeconds(72_000);
    assertThat(acting(edited, told, false, later.minusSeconds(1), DOCS).refusals()).hasSize(1);
    assertThat(acting(edited, told, false, later.minusSeconds(1), DOCS).refused().told())
        .isEqualTo(told.told());
    Acting passes = acting(edited, told, false, later, DOCS);
    assertThat(passes.refusals()).isEmpty();
    assertThat(passes.frozen()).isEqualTo(actedOnDocs(edited));

    Given other = LATER.keep("P61D");
    assertThat(acting(other, told, false, later, DOCS).refusals()).as("not these").hasSize(1);
    assertThat(acting(other, told, false, later, DOCS).refused().told())
        .isEqualTo(new Told(rules(other), later));
  }

  @Test
  void theMostCarefulAnswerOfAllRulesCounts() {
    Given off = SHORTER.newRules("off");

    assertThat(refused(acting(off, actedOnDocs(OLD), false, NOW, DOCS)))
        .containsExactly("docs/20260901");
    ActedBy agreed = acting(off, actedOnDocs(OLD), false, NOW, DOCS).frozen();
    Acting free = acting(off.keep("P5D"), agreed, false, NOW, DOCS);
    assertThat(free.refusals()).isEmpty();
    assertThat(free.frozen().rules()).containsExactly(rules(off.keep("P5D")));
    assertThat(acting(OLD.newRules("off"), NEVER, false, NOW, DOCS).refusals()).isEmpty();
    assertThat(refused(acting(OLD, agreed, false, NOW, DOCS)))
        .as("back to accept, with a longer keep")
        .isEmpty();
  }

  @Test
  void aLimitThatWasRaisedMattersOnlyWhereTheOldOneRefuses() {
    ActedBy two = actedOnDocs(OLD.maxDrops(2));
    Given raised = OLD.maxDrops(50);
    Acting harmless = acting(raised, two, false, NOW, DOCS);
    assertThat(harmless.refusals()).isEmpty();

    ActedBy after = harmless.frozen();
    Listing three = Given.docs("20260101", "20260102", "20260103", "20261101");
    assertThat(refused(acting(raised, after, false, NOW, three)))
        .as("also some nights later")
        .containsExactly("docs/20260101", "docs/20260102", "docs/20260103");
    assertThat(acting(raised, after, false, NOW, three).refusals().get(0).message())
        .contains("max-drops (the limits that it acted by refuse this plan)");
    assertThat(acting(OLD.maxDrops(1), two, false, NOW, DOCS).refusals())
        .as("a lower one is no matter of this guard")
        .isEmpty();
  }
}

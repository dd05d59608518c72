package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final Given DAYS = Given.patterns("uuuuMMdd");

  @Test
  void acceptAPlanWithinTheLimits() {
    assertThat(ask(DAYS.maxDrops(7).maxShare("58.34%"), days("docs", 7, 5))).isEmpty();
  }

  @Test
  void acceptAPlanThatDropsNothing() {
    assertThat(ask(DAYS.maxDrops(1).maxShare("1%"), days("docs", 0, 5))).isEmpty();
    assertThat(ask(DAYS.maxDrops(1).maxShare("1%"))).isEmpty();
  }

  @Test
  void refuseMorePartitionsThanMaxDrops() {
    assertThat(ask(DAYS.maxDrops(6), days("a", 4, 9), days("b", 3, 9)))
        .containsExactly(
            new Refusal(
                "max-drops",
                "6",
                "7",
                "the plan drops 7 partitions; max-drops allows 6; the"
                    + " partitions: default.a (20250101, 20250102, 20250103, 20250104), default.b"
                    + " (20250101, 20250102, 20250103)",
                addresses(
                    "a/20250101 b/20250101 a/20250102 b/20250102 a/20250103 b/20250103"
                        + " a/20250104")));
  }

  @Test
  void refuseAGreaterShareOfOneCollectionThanMaxShare() {
    assertThat(ask(DAYS.maxShare("50%"), days("a", 1, 9), days("quick_setup", 7, 5)))
        .containsExactly(
            new Refusal(
                "max-share",
                "50%",
                "7 of 12 (58.3%) in default.quick_setup",
                "the plan drops 7 of 12 (58.3%) in default.quick_setup; max-share allows 50% of a"
                    + " collection's recognised partitions; the partitions: default.quick_setup"
                    + " (20250101, 20250102, 20250103, 20250104, 20250105, 20250106, 20250107)",
                addresses(
                    "quick_setup/20250101 quick_setup/20250102 quick_setup/20250103"
                        + " quick_setup/20250104 quick_setup/20250105 quick_setup/20250106"
                        + " quick_setup/20250107")));
  }

  @Test
  void acceptExactlyTheShare() {
    assertThat(ask(DAYS.maxShare("50%"), days("docs", 6, 6))).isEmpty();
  }

  @Test
  void nameTheWorstCollectionsAndCountTheRest() {
    Listing[] many =
        IntStream.rangeClosed(1, 7).mapToObj(i -> days("c" + i, i, 1)).toArray(Listing[]::new);
    List<Refusal> refusals = ask(DAYS.maxShare("40%"), many);
    assertThat(refusals).hasSize(1);
    assertThat(refusals.get(0).figure()).isEqualTo("7 of 8 (87.5%) in default.c7");
    assertThat(refusals.get(0).message())
        .isEqualTo(
            "the plan drops 7 of 8 (87.5%) in default.c7; 6 of 7 (85.7%) in default.c6; 5 of 6"
                + " (83.3%) in default.c5; 4 of 5 (80.0%) in default.c4; 3 of 4 (75.0%) in"
                + " default.c3; and 2 more collections; max-share allows 40% of a collection's"
                + " recognised partitions; the partitions: default.c1 (20250101), default.c2"
                + " (20250101, 20250102), default.c3 (20250101, 20250102), default.c4 (20250101,"
                + " 20250102), default.c5 (20250101), default.c6 (20250101), default.c7 (20250101)"
                + " and 18 more");
  }

  @Test
  void treatTheSameNameInTwoDatabasesAsTwoCollections() {
    Given everywhere = DAYS.database("*").maxShare("50%");
    Listing here = new Listing("prod", "a", "docs", "1", false, false, List.of("20250101"));
    Listing there =
        new Listing("prod", "b", "docs", "2", false, false, List.of("20261101", "20261102"));
    assertThat(ask(everywhere, here, there))
        .extracting(Refusal::figure)
        .containsExactly("1 of 1 (100.0%) in a.docs", "1 of a.docs");
  }

  @Test
  void orderEqualSharesByCountAndThenByName() {
    assertThat(
            ask(DAYS.maxShare("50%"), days("b", 2, 0), days("c", 3, 0), days("a", 2, 0))
                .get(0)
                .message())
        .startsWith(
            "the plan drops 3 of 3 (100.0%) in default.c; 2 of 2 (100.0%) in default.a; 2 of 2"
                + " (100.0%) in default.b; max-share");
  }

  @Test
  void reportAllRefusals() {
    assertThat(ask(DAYS.maxDrops(1).maxShare("1%"), days("docs", 2, 0)))
        .extracting(Refusal::guard)
        .containsExactly("max-drops", "max-share", "everything");
  }

  /** 12 days of one collection, all expired; another keeps one. */
  @Test
  void refuseToDropEverythingThatACollectionHasWhateverTheLimitsAllow() {
    Given lax = DAYS.maxDrops(1_000_000).maxShare("100%").keepNewest(0);

    assertThat(ask(lax, days("docs", 2, 0), days("logs", 12, 1), Given.listing("none", "x")))
        .containsExactly(
            new Refusal(
                "everything",
                "less than all",
                "2 of default.docs",
                "everything: the plan drops all recognised partitions that there are: 2 of"
                    + " default.docs; no key of the rules allows that, only a person who accepts"
                    + " the plan; the partitions: default.docs (20250101, 20250102)",
                addresses("docs/20250101 docs/20250102")));
    assertThat(ask(lax, days("docs", 2, 1))).isEmpty();
    assertThat(ask(lax, Given.docs("20250101", "_default", "x")))
        .as("what is not recognised is not what is left of it")
        .hasSize(1);
  }

  @Test
  void countFuturePartitionsAsRecognisedButNotProtectedOrUnreadableOnes() {
    String[] names = {"20250101", "20250102", "99991231", "_default", "x", "20260230"};
    assertThat(ask(DAYS.maxShare("50%"), Given.docs(names)))
        .extracting(Refusal::figure)
        .containsExactly("2 of 3 (66.7%) in default.docs");
  }

  @Test
  void countHeldPartitionsButNotConflicts() {
    Policy policy = DAYS.maxShare("50%").policy();
    ZonedDateTime start = ZonedDateTime.parse("2025-01-01T00:00Z[UTC]");
    Period period = new Period(start, start.plusDays(1), Unit.DAY);
    List<Decision> decisions =
        List.of(
            decision("1", Verdict.EXPIRED, period),
            decision("2", Verdict.EXPIRED, period),
            decision("3", Verdict.HELD, period),
            decision("4", Verdict.CONFLICT, period),
            decision("5", Verdict.HELD, null));
    assertThat(Guards.ask(Given.plan(policy, AS_OF, decisions)))
        .extracting(Refusal::figure)
        .containsExactly("2 of 3 (66.7%) in default.docs");
  }

  @Test
  void countTheShareOfEachTextOfAStarByItself() {
    Given tenants = Given.patterns("*_uuuuMMdd").keep("P1D").keepNewest(1).maxShare("50%");
    Listing listing =
        Given.docs(
            "busy_20261122",
            "busy_20261123",
            "busy_20261124",
            "idle_20200101",
            "idle_20200102",
            "idle_20200103");
    assertThat(ask(tenants, listing))
        .containsExactly(
            new Refusal(
                "max-share",
                "50%",
                "2 of 3 (66.7%) in default.docs, names with idle",
                "the plan drops 2 of 3 (66.7%) in default.docs, names with idle; max-share allows"
                    + " 50% of a collection's recognised partitions, for each text of *; the partitions:"
                    + " default.docs (idle_20200101, idle_20200102)",
                addresses("docs/idle_20200101 docs/idle_20200102")));
    assertThat(ask(tenants.maxShare("66.7%"), listing)).isEmpty();
  }

  /** The digest has what goes, not what stays. */
  @Test
  void aFigureThatTheDigestOfThePlanDoesNotHaveIsToldApartFromAnother() {
    Given lax = DAYS.maxDrops(1_000_000).maxShare("100%").keepNewest(0);
    assertMoved(DAYS.maxShare("50%"), List.of(days("docs", 7, 5)), List.of(days("docs", 7, 4)));
    assertMoved(
        DAYS.maxShare("50%"),
        List.of(days("docs", 9, 1), days("logs", 7, 5)),
        List.of(days("docs", 9, 1), days("logs", 7, 4)));
    assertMoved(
        lax,
        List.of(days("docs", 2, 0), days("logs", 12, 1)),
        List.of(days("docs", 2, 0), days("logs", 12, 0)));
  }

  private static void assertMoved(Given given, List<Listing> before, List<Listing> after) {
    Plan shown = plan(given, before);
    Plan now = plan(given, after);
    assertThat(now.digest()).isEqualTo(shown.digest());
    List<Refusal> refusals = Guards.ask(now);
    assertThat(refusals)
        .extracting(Refusal::guard)
        .isEqualTo(Guards.ask(shown).stream().map(Refusal::guard).toList());
    assertThat(RefusalsShown.of(Guards.ask(shown)).isStill(RefusalsShown.of(refusals))).isFalse();
  }

  @Test
  void anotherNumberOfDropsIsAnotherPlan() {
    Given few = DAYS.maxDrops(6);
    assertThat(plan(few, List.of(days("docs", 51, 9))).digest())
        .isNotEqualTo(plan(few, List.of(days("docs", 60, 9))).digest());
  }

  private static Decision decision(String name, Verdict verdict, @Nullable Period period) {
    Address address = new Address("prod", "default", "docs", name);
    return new Decision(
        address, "1", verdict, "", period, period == null ? null : period.end().plusDays(1));
  }

  /**
   * @param paths of partitions in default, separated by spaces
   */
  private static List<Address> addresses(String paths) {
    return Stream.of(paths.split(" "))
        .map(path -> path.split("/"))
        .map(path -> new Address("prod", "default", path[0], path[1]))
        .toList();
  }

  private static Listing days(String collection, int expired, int kept) {
    Stream<String> old = names(LocalDate.of(2025, 1, 1), expired);
    Stream<String> recent = names(LocalDate.of(2026, 11, 1), kept);
    return Given.listing(collection, Stream.concat(old, recent).toArray(String[]::new));
  }

  private static Stream<String> names(LocalDate first, int days) {
    return first.datesUntil(first.plusDays(days)).map(DateTimeFormatter.BASIC_ISO_DATE::format);
  }

  private static List<Refusal> ask(Given given, Listing... listings) {
    return Guards.ask(plan(given, List.of(listings)));
  }

  private static Plan plan(Given given, List<Listing> listings) {
    Policy policy = given.policy();
    return Given.plan(policy, AS_OF, Given.decide(policy, List.of(policy), AS_OF, listings));
  }
}

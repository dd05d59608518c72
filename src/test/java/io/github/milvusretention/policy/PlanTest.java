package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Timetable;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final Given DAYS = Given.patterns("uuuuMMdd", "MMMM").schedule("0 15 3 * * ?");

  @Test
  void listsTheExpiredOldestFirstThenByAddress() {
    Plan plan =
        plan(
            DAYS,
            Given.listing("b", "20250102", "20240105", "january"),
            Given.listing("a", "20250102", "20261123", "x"));
    assertThat(plan.expired())
        .extracting(decision -> decision.address().toString())
        .containsExactly(
            "default.b/20240105", "default.a/20250102", "default.b/20250102", "default.b/january");
  }

  @Test
  void putsTheShorterOfTwoPeriodsThatBeginTogetherFirst() {
    Plan plan = plan(Given.patterns("uuuu", "uuuuMMdd"), Given.docs("2025", "20250101"));
    assertThat(plan.expired())
        .extracting(decision -> decision.address().partition())
        .containsExactly("20250101", "2025");
  }

  @Test
  void countsTheVerdictsThatOccurInTheirOrder() {
    Plan plan = plan(DAYS, Given.docs("x", "_default", "20261123", "20250102", "20250103"));
    assertThat(plan.summary())
        .containsExactly(
            Map.entry(Verdict.EXPIRED, 2),
            Map.entry(Verdict.KEPT, 1),
            Map.entry(Verdict.PROTECTED, 1),
            Map.entry(Verdict.UNRECOGNISED, 1));
  }

  @Test
  void isImmutable() {
    Plan plan = plan(DAYS, Given.docs("x"));
    assertThatThrownBy(() -> plan.expired().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void hasADigestThatDoesNotDependOnTheOrderOfTheListing() {
    Plan one =
        plan(DAYS, Given.listing("a", "20250102", "20250103"), Given.listing("b", "20250102"));
    Plan other =
        plan(DAYS, Given.listing("b", "20250102"), Given.listing("a", "20250103", "20250102"));
    assertThat(one.digest()).matches("sha256:[0-9a-f]{64}").isEqualTo(other.digest());
  }

  @Test
  void hasADigestThatDoesNotDependOnKeptPartitions() {
    assertThat(plan(DAYS, Given.docs("20250102", "x", "20261124")).digest())
        .isEqualTo(plan(DAYS, Given.docs("20250102")).digest());
  }

  @Test
  void hasAnotherDigestForOtherExpiredPartitions() {
    String digest = plan(DAYS, Given.docs("20250102")).digest();
    Listing recreated =
        new Listing("prod", "default", "docs", "another-id", false, false, List.of("20250102"));
    assertThat(
            Stream.of(
                plan(DAYS, Given.docs("20250103")),
                plan(DAYS, Given.docs("20250102", "20250103")),
                plan(DAYS, Given.docs()),
                plan(DAYS, Given.listing("docs2", "20250102")),
                plan(DAYS, recreated)))
        .extracting(Plan::digest)
        .doesNotContain(digest)
        .doesNotHaveDuplicates();
  }

  @Test
  void hasAnotherDigestForAnotherAsOf() {
    Policy policy = DAYS.policy();
    List<Decision> decisions = DAYS.decideAll("2026-11-24", "20250102");
    assertThat(
            Stream.of("2026-11-24", "2026-11-25", "2026-11-24T00")
                .map(asOf -> Given.plan(policy, AsOf.parse(asOf), decisions).digest()))
        .doesNotHaveDuplicates();
  }

  static Stream<Given> changedRules() {
    return Stream.of(
        DAYS.name("other"),
        DAYS.cluster("other"),
        DAYS.database("*"),
        DAYS.collections("docs"),
        DAYS.exclude("x"),
        Given.patterns("uuuuMMdd", "MMM").schedule("0 15 3 * * ?"),
        DAYS.locale("fr"),
        Given.patterns("uuuuMMdd").period("P1W").schedule("0 15 3 * * ?"),
        DAYS.keep("P4M"),
        DAYS.lead("P1M"),
        DAYS.keepNewest(2),
        DAYS.maxDrops(51),
        DAYS.maxShare("99%"),
        DAYS.newRules("off"),
        DAYS.zone("Etc/UTC"),
        DAYS.schedule("0 16 3 * * ?"),
        DAYS.maxAge(Duration.ofDays(2)),
        DAYS.stopAfter("05:00"),
        DAYS.concurrency(5),
        DAYS.grace("P7D"),
        DAYS.stillWritten("keep"),
        DAYS.contentCheck("created_at"));
  }

  @ParameterizedTest
  @MethodSource("changedRules")
  void hasAnotherDigestWhenARuleChanges(Given changed) {
    List<Decision> decisions = DAYS.decideAll("2026-11-24", "20250102");
    assertThat(Given.plan(changed.policy(), AS_OF, decisions).digest())
        .isNotEqualTo(Given.plan(DAYS.policy(), AS_OF, decisions).digest());
  }

  @Test
  void theChangedRulesAreAllRules() {
    List<Class<?>> groups =
        List.of(Scope.class, Names.class, Limits.class, Timetable.class, Caution.class);
    int values =
        Stream.concat(Stream.of(Policy.class), groups.stream())
            .mapToInt(type -> type.getRecordComponents().length)
            .sum();
    // The locale is a value of the patterns, so that there is one more change than values.
    assertThat(changedRules()).hasSize(values - groups.size() + 1);
  }

  @Test
  void digestTextIsUnambiguous() {
    assertThat(
            Stream.of(
                new DigestText().add("ab").add("c"),
                new DigestText().add("a").add("bc"),
                new DigestText().add("abc"),
                new DigestText().add("a").add(null).add("bc"),
                new DigestText().add("-"),
                new DigestText().add(null),
                new DigestText().addAll(List.of()),
                new DigestText().addAll(List.of("a")).addAll(List.of("b")),
                new DigestText().addAll(List.of("a", "b")).addAll(List.of())))
        .extracting(DigestText::sha256)
        .doesNotHaveDuplicates();
  }

  @Test
  void decisionsRequireAPeriodWithItsExpiry() {
    Address address = new Address("prod", "default", "docs", "x");
    ZonedDateTime moment = ZonedDateTime.parse("2026-01-01T00:00Z");
    Period period = new Period(moment, moment.plusDays(1), Unit.DAY);
    assertThatThrownBy(() -> new Decision(address, "1", Verdict.EXPIRED, "", null, null))
        .hasMessageContaining("default.docs/x");
    assertThatThrownBy(() -> new Decision(address, "1", Verdict.KEPT, "", period, null))
        .hasMessageContaining("default.docs/x");
    assertThatThrownBy(() -> new Decision(address, "1", Verdict.KEPT, "", null, moment))
        .hasMessageContaining("default.docs/x");
  }

  private static Plan plan(Given given, Listing... listings) {
    Policy policy = given.policy();
    return Given.plan(
        policy, AS_OF, Given.decide(policy, List.of(policy), AS_OF, List.of(listings)));
  }
}

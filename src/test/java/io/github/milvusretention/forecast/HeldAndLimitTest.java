package io.github.milvusretention.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.rules.values.Cron;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held stays; how many there are; when there are too many. */
class HeldAndLimitTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String NIGHTLY = "0 15 3 * * ?";
  private static final Given DAYS =
      Given.patterns("uuuu_MM_dd").keep("P5D").keepNewest(0).schedule(NIGHTLY);

  /** Ten days up to today, beside the default partition. */
  private static final Listing TEN =
      Given.docs(Stream.concat(Stream.of("_default"), days(10)).toArray(String[]::new));

  private static Stream<String> days(int count) {
    LocalDate today = LocalDate.of(2026, 11, 24);
    return Stream.iterate(today.minusDays(count - 1L), day -> day.plusDays(1))
        .limit(count)
        .map(day -> day.toString().replace('-', '_'));
  }

  @Test
  void whatIsHeldTodayStaysAndCountsAsOneOfTheNewest() {
    Policy policy = DAYS.keepNewest(7).maxDrops(2).policy();
    Decision held = held(policy, "2026_11_15");

    Forecast forecast = forecast(policy, TEN, 1024, held);

    assertThat(names(forecast.nights().get(0)))
        .as("with the one that is held: ten, one new, of which seven stay")
        .containsExactly("2026_11_16", "2026_11_17", "2026_11_18");
    assertThat(forecast.nights())
        .allSatisfy(night -> assertThat(names(night)).doesNotContain("2026_11_15"));
    assertThat(forecast.collections().get(0).held()).isEqualTo(1);
    assertThat(forecast.nights().get(0).refusals())
        .extracting("guard")
        .containsExactly("max-drops");
    assertThat(forecast.nights().get(1).refusals()).isEmpty();
  }

  /** The first run after its end still obeys the hold, and says that it has ended. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-25T03:15:01Z, 2026-11-27T03:15:00Z",
    "2026-11-25T03:15:00Z, 2026-11-26T03:15:00Z",
    "2026-11-20T00:00:00Z, 2026-11-26T03:15:00Z",
    "2026-12-30T00:00:00Z, ",
  })
  void whatAHoldKeepsGoesInTheSecondRunAfterItExpired(Instant until, @Nullable Instant goes) {
    Decision held = held(DAYS.policy(), "2026_11_15");

    Forecast forecast =
        forecast(DAYS.policy(), TEN, 1024, held, decision -> null, decision -> until);

    assertThat(forecast.byPartition().get(held.address())).isEqualTo(goes);
  }

  @Test
  void theShareCountsWhatStays() {
    Policy policy = DAYS.maxShare("50%").policy();

    Forecast forecast = forecast(policy, TEN, 1024, null);

    assertThat(forecast.nights().get(0).refusals())
        .as("5 of 11, with the one that is new by then")
        .isEmpty();
    assertThat(names(forecast.nights().get(0))).hasSize(5);
    assertThat(
            forecast(policy, TEN.withPartitions(days(10).limit(6).toList()), 1024, null).nights())
        .first()
        .satisfies(night -> assertThat(night.refusals()).extracting("guard").contains("max-share"));
  }

  /** There are 11 now, one more each midnight, and at the first firing 5 go. */
  @ParameterizedTest
  @CsvSource({
    "P5D, 1024, ",
    "P5D, 13, ",
    "P5D, 12, 2026-11-25T00:00:00Z",
    "P5D, 11, 2026-11-24T10:00:00Z",
    "P5D, 3, 2026-11-24T10:00:00Z",
    "P30D, 13, 2026-11-26T00:00:00Z",
    "P30D, 32, 2026-12-15T00:00:00Z",
    "P30D, 33, 2026-12-16T00:00:00Z",
    "P30D, 34, ",
    "P10Y, 1024, 2029-09-02T00:00:00Z",
  })
  void theLimitIsReachedWhenAsManyAreThere(String keep, int most, @Nullable Instant reached) {
    Forecast forecast = forecast(DAYS.keep(keep).policy(), TEN, most, null);

    assertThat(forecast.collections().get(0).limitReached()).isEqualTo(reached);
  }

  /** With a grace of 7 days, as many more stay; a firing right at its end comes too early. */
  @ParameterizedTest
  @CsvSource({
    "12, 2026-11-25T00:00:00Z",
    "14, 2026-11-27T00:00:00Z",
    "20, 2026-12-03T00:00:00Z",
    "21, "
  })
  void whatIsReleasedCountsUntilItsGraceIsOver(int most, @Nullable Instant reached) {
    Forecast forecast = forecast(DAYS.grace("P7D").policy(), TEN, most, null);

    assertThat(forecast.collections().get(0).limitReached()).isEqualTo(reached);
  }

  @Test
  void whatWasReleasedAlreadyGoesOnceItsGraceIsOver() {
    Policy policy = DAYS.grace("P7D").policy();
    Instant since = Instant.parse("2026-11-19T03:15:20Z");
    Address first = TEN.address("2026_11_15");

    Forecast forecast =
        forecast(
            policy,
            TEN,
            1024,
            null,
            at -> at.address().equals(first) ? since : null,
            decision -> null);

    assertThat(forecast.byPartition()).containsEntry(first, Instant.parse("2026-11-27T03:15:00Z"));
    assertThat(forecast.byPartition())
        .containsEntry(TEN.address("2026_11_16"), Instant.parse("2026-12-03T03:15:00Z"));
    assertThat(forecast.nights().get(0).goes())
        .extracting(goes -> goes.decision().address().partition() + " " + goes.action())
        .containsExactly(
            "2026_11_16 RELEASE", "2026_11_17 RELEASE", "2026_11_18 RELEASE", "2026_11_19 RELEASE");
  }

  @Test
  void namesThatRepeatReachNoLimit() {
    Policy policy = Given.patterns("MMMM").keep("P9M").keepNewest(1).schedule(NIGHTLY).policy();
    Listing year =
        Given.docs("december", "january", "february", "march", "april", "may", "june", "july");

    assertThat(forecast(policy, year, 9, null).collections().get(0).limitReached()).isNull();
  }

  @Test
  void whoeverStoppedCreatingIsNotExpectedToGoOn() {
    Listing old = TEN.withPartitions(List.of("2026_11_10", "2026_11_11", "2026_11_12"));

    CollectionForecast count = forecast(DAYS.policy(), old, 1024, null).collections().get(0);

    assertThat(count.created()).isZero();
    assertThat(count.go()).isEqualTo(3);
    assertThat(count.then()).isZero();
  }

  @Test
  void aCollectionWhosePartitionsTheServerManagesLosesNone() {
    Listing keyed = new Listing("prod", "default", "docs", "1", true, false, TEN.partitions());

    Forecast forecast = forecast(DAYS.policy(), keyed, 1024, null);

    assertThat(forecast.nights()).isEmpty();
    assertThat(forecast.collections().get(0).then()).isEqualTo(11);
  }

  private static List<String> names(Night night) {
    return night.goes().stream()
        .map(goes -> goes.decision().address().partition())
        .sorted()
        .toList();
  }

  private static Decision held(Policy policy, String partition) {
    Address address = TEN.address(partition);
    Decision due =
        decide(policy).apply(TEN).stream()
            .filter(decision -> decision.address().equals(address))
            .findFirst()
            .orElseThrow();
    return new Decision(
        address, due.collectionId(), Verdict.HELD, "held by ann", due.period(), due.expires());
  }

  private static Function<Listing, List<Decision>> decide(Policy policy) {
    return Verdicts.by(policy, List.of(policy), policy.asOf(NOW), NOW);
  }

  private static Forecast forecast(
      Policy policy, Listing listing, int most, @Nullable Decision held) {
    return forecast(policy, listing, most, held, decision -> null, decision -> null);
  }

  private static Forecast forecast(
      Policy policy,
      Listing listing,
      int most,
      @Nullable Decision held,
      Function<Decision, @Nullable Instant> released,
      Function<Decision, @Nullable Instant> until) {
    List<Decision> planned = held == null ? List.of() : List.of(held);
    return Forecast.of(
        policy,
        List.of(policy),
        Horizon.ofDays(
            20, NOW, policy, Firings.of(policy, NOW, false, Cron.firings(NIGHTLY, policy.zone()))),
        List.of(
            Forecast.Listed.of(
                listing,
                held == null ? decide(policy).apply(listing) : planned,
                released,
                until,
                decide(policy))),
        most);
  }
}

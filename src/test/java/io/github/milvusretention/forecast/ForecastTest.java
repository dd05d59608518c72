package io.github.milvusretention.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.forecast.Years.Creator;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.tier.Slow;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is foretold is what the runs of a year do, each of which judges all that there is. */
class ForecastTest {
  private static final String NIGHTLY = "0 15 3 * * ?";
  private static final Period DAY = Period.ofDays(1);
  private static final Period MONTH = Period.ofMonths(1);

  static Stream<Arguments> policies() {
    Given daily = Given.patterns("'p_'uuuu_MM_dd").keep("P30D").schedule(NIGHTLY);
    Creator days = Creator.of("'p_'uuuu_MM_dd", "2024-01-01T00:00", DAY);
    Given months = Given.patterns("uuuu_MM").keep("P6M").schedule(NIGHTLY);
    Creator monthly = Creator.of("uuuu_MM", "2022-01-01T00:00", MONTH);
    Given january = Given.patterns("MMMM").keep("P3M").schedule(NIGHTLY);
    Creator everyMonth = Creator.of("MMMM", "2024-01-01T00:00", MONTH);
    return Stream.of(
        Arguments.of("daily", daily, List.of(days)),
        Arguments.of("daily, two days a run", daily.schedule("0 0 4 1/2 * ?"), List.of(days)),
        Arguments.of("daily, in Tokyo", daily.zone("Asia/Tokyo"), List.of(days)),
        Arguments.of("daily, late in the evening", daily.schedule("0 59 23 * * ?"), List.of(days)),
        Arguments.of("daily, more of the newest", daily.keepNewest(45), List.of(days)),
        Arguments.of("daily, at most 1 kept", daily.keepNewest(1), List.of(days)),
        Arguments.of(
            "daily, created a week ahead",
            daily.keepNewest(31),
            List.of(Creator.ahead("'p_'uuuu_MM_dd", "2024-01-01T00:00", DAY, Duration.ofDays(7)))),
        Arguments.of("daily, with a grace", daily.grace("P7D"), List.of(days)),
        Arguments.of("daily, every six hours", daily.schedule("0 15 0/6 * * ?"), List.of(days)),
        Arguments.of(
            "daily, with a grace, every six hours, in Tokyo",
            daily.grace("P7D").zone("Asia/Tokyo").schedule("0 15 0/6 * * ?"),
            List.of(days)),
        Arguments.of(
            "daily, with a grace, every three days, in Tokyo",
            daily.grace("P10D").zone("Asia/Tokyo").schedule("0 0 4 1/3 * ?"),
            List.of(days)),
        Arguments.of("daily, created by nobody any more", daily.keepNewest(5), List.<Creator>of()),
        Arguments.of("monthly", months, List.of(monthly)),
        Arguments.of(
            "monthly, in New York, on Sundays",
            months.zone("America/New_York").keepNewest(9).schedule("0 30 1 ? * SUN"),
            List.of(monthly)),
        Arguments.of("january", january, List.of(everyMonth)),
        Arguments.of("january, in Sydney", january.zone("Australia/Sydney"), List.of(everyMonth)),
        Arguments.of("january, kept long", january.keep("P9M"), List.of(everyMonth)),
        Arguments.of("january, keep-newest", january.keepNewest(6), List.of(everyMonth)),
        Arguments.of("january, a late lead", january.keep("P1M").lead("P9M"), List.of(everyMonth)),
        Arguments.of("january, with a grace", january.grace("P21D"), List.of(everyMonth)),
        Arguments.of(
            "january, once a month", january.schedule("0 0 3 15 * ?"), List.of(everyMonth)),
        Arguments.of(
            "mon",
            Given.patterns("EEE").keep("P3D").schedule(NIGHTLY),
            List.of(Creator.of("EEE", "2024-01-01T00:00", DAY))),
        Arguments.of(
            "weekly, in Berlin",
            Given.patterns("YYYY'w'ww").keep("P56D").zone("Europe/Berlin").schedule(NIGHTLY),
            List.of(Creator.of("YYYY'w'ww", "2024-01-01T00:00", Period.ofWeeks(1)))),
        Arguments.of(
            "weekly, by the first day",
            Given.patterns("uuuuMMdd").period("P7D").keep("P3M").keepNewest(2).schedule(NIGHTLY),
            List.of(Creator.of("uuuuMMdd", "2024-01-01T00:00", Period.ofWeeks(1)))),
        Arguments.of(
            "hourly, in Berlin",
            Given.patterns("'h'uuuuMMddHH")
                .keep("PT48H")
                .zone("Europe/Berlin")
                .schedule("0 5 * * * ?"),
            List.of(Creator.of("'h'uuuuMMddHH", "2025-12-01T00:00", Duration.ofHours(1)))),
        Arguments.of(
            "hourly, with a grace, in Berlin",
            Given.patterns("'h'uuuuMMddHH")
                .keep("PT48H")
                .grace("PT6H")
                .zone("Europe/Berlin")
                .schedule("0 5 * * * ?"),
            List.of(Creator.of("'h'uuuuMMddHH", "2025-12-01T00:00", Duration.ofHours(1)))),
        Arguments.of(
            "hourly, every twenty minutes, in Berlin",
            Given.patterns("'h'uuuuMMddHH")
                .keep("PT48H")
                .grace("PT6H")
                .zone("Europe/Berlin")
                .schedule("0 5/20 * * * ?"),
            List.of(Creator.of("'h'uuuuMMddHH", "2025-12-01T00:00", Duration.ofHours(1)))),
        Arguments.of(
            "hourly, kept by days",
            Given.patterns("uuuu_MM_dd_HH").keep("P3D").schedule("0 5 0/6 * * ?"),
            List.of(Creator.of("uuuu_MM_dd_HH", "2025-12-01T00:00", Duration.ofHours(1)))),
        Arguments.of(
            "two tenants",
            Given.patterns("*_uuuu_MM").keep("P3M").keepNewest(5).schedule(NIGHTLY),
            List.of(
                Creator.of("'acme_'uuuu_MM", "2024-01-01T00:00", MONTH),
                Creator.of("'zeta_'uuuu_MM", "2024-01-01T00:00", Period.ofMonths(2)))),
        Arguments.of(
            "days and months",
            Given.patterns("uuuu_MM_dd", "uuuu_MM").keep("P2M").keepNewest(70).schedule(NIGHTLY),
            List.of(monthly, Creator.of("uuuu_MM_dd", "2024-01-01T00:00", DAY))),
        Arguments.of(
            "quarters",
            Given.patterns("uuuu'q'Q").keep("P1Y").schedule("0 0 3 1 * ?"),
            List.of(Creator.of("uuuu'q'Q", "2022-01-01T00:00", Period.ofMonths(3)))));
  }

  @Test
  void aYearOfTheFirstIsForetold() throws ParseException {
    Object[] first = policies().findFirst().orElseThrow().get();
    @SuppressWarnings("unchecked")
    List<Creator> creators = (List<Creator>) first[2];
    aYearIsForetold((String) first[0], (Given) first[1], creators);
  }

  @Slow
  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aYearIsForetold(String what, Given given, List<Creator> creators) throws ParseException {
    Policy policy = given.policy();
    boolean hourly = policy.asOf(Instant.EPOCH).hourly();
    List<Creator> before = new ArrayList<>(creators);
    if (creators.isEmpty()) {
      before.add(Creator.of("'p_'uuuu_MM_dd", "2025-01-01T00:00", DAY));
    }
    Instant today = Instant.parse(hourly ? "2026-03-10T10:20:00Z" : "2026-03-10T10:00:00Z");
    Years years = new Years(policy, Instant.parse("2022-01-01T00:00:00Z"), before, List.of(policy));
    years.until(creators.isEmpty() ? Instant.parse("2026-03-01T00:00:00Z") : today);
    if (creators.isEmpty()) {
      before.clear();
      years.until(today);
    }
    int days = hourly ? 40 : 365;

    Forecast forecast = years.forecast(days);
    int now = years.listing().partitions().size();
    List<String> happened = years.until(forecast.horizon().until());

    assertThat(happened).hasSizeGreaterThan(creators.isEmpty() ? 0 : 3);
    assertThat(Years.lines(forecast)).as(what).isEqualTo(happened);
    assertThat(forecast.collections()).hasSize(1);
    assertThat(forecast.collections().get(0).now()).isEqualTo(now);
    assertThat(forecast.collections().get(0).then()).isEqualTo(years.listing().partitions().size());
  }
}

package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.policy.Calendars.Dated;
import io.github.milvusretention.policy.Calendars.Zone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Properties that hold for all rules, names and as-ofs. */
@Domain(Calendars.class)
@Domain(DomainContext.Global.class)
class VerdictPropertyTest {
  @Property
  void nothingExpiresBeforeItsEndPlusKeep(
      @ForAll Dated dated,
      @ForAll Zone zone,
      @ForAll Keep keep,
      @ForAll LocalDateTime named,
      @ForAll LocalDateTime asOf) {
    Policy policy = policy(dated, zone, keep, 0);
    AsOf date = new AsOf(asOf.truncatedTo(ChronoUnit.HOURS), true);
    Decision decision = decide(policy, date, List.of(dated.name(named))).get(0);
    Period period = decision.period();
    if (period == null) {
      assertThat(decision.verdict()).isEqualTo(Verdict.UNRECOGNISED);
    } else {
      String text = keep.toString();
      TemporalAmount amount =
          text.startsWith("PT") ? Duration.parse(text) : java.time.Period.parse(text);
      ZonedDateTime expires = period.end().plus(amount);
      ZonedDateTime first =
          amount instanceof Duration ? expires : expires.withEarlierOffsetAtOverlap();
      boolean reached = !first.isAfter(date.at(policy.zone()));
      assertThat(decision.verdict()).isEqualTo(reached ? Verdict.EXPIRED : Verdict.KEPT);
    }
  }

  @Property
  void aNameIsReadAsThePeriodInWhichItWasCreated(
      @ForAll Dated dated, @ForAll Zone zone, @ForAll LocalDateTime utc) {
    Policy policy = policy(dated, zone, Keep.parse("P1D"), 0);
    ZonedDateTime written = utc.atZone(ZoneOffset.UTC).withZoneSameInstant(policy.zone());
    Decision decision =
        decide(policy, AsOf.parse("2038-01-01"), List.of(dated.name(written.toLocalDateTime())))
            .get(0);
    Period period = Objects.requireNonNull(decision.period());
    assertThat(written).isAfterOrEqualTo(period.start()).isBefore(period.end());
  }

  @Property
  void aNameSurvivesARoundTripThroughItsPeriod(@ForAll Dated dated, @ForAll LocalDateTime moment) {
    NamePattern pattern = NamePattern.of(dated.pattern, Locale.ENGLISH);
    String name = dated.name(moment);
    LocalDateTime start = pattern.start(name).orElseThrow();
    assertThat(dated.name(start)).isEqualTo(name);
    assertThat(start).isEqualTo(pattern.unit().start(moment)).isBeforeOrEqualTo(moment);
    assertThat(pattern.unit().end(start)).isAfter(moment);
    for (String other : List.of(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))) {
      assertThat(pattern.start(other)).contains(start);
    }
  }

  @Property
  void aLaterAsOfExpiresAtLeastTheSame(
      @ForAll Dated dated,
      @ForAll Zone zone,
      @ForAll Keep keep,
      @ForAll @IntRange(max = 3) int keepNewest,
      @ForAll @Size(max = 12) Set<LocalDateTime> named,
      @ForAll LocalDateTime asOf,
      @ForAll @IntRange(max = 20_000) int hoursLater) {
    Policy policy = policy(dated, zone, keep, keepNewest);
    List<String> names = named.stream().map(dated::name).distinct().toList();
    AsOf first = new AsOf(asOf.truncatedTo(ChronoUnit.HOURS), true);
    AsOf later = new AsOf(first.moment().plusHours(hoursLater), true);
    assertThat(expired(decide(policy, later, names)))
        .containsAll(expired(decide(policy, first, names)));
  }

  @Property
  void keepNewestLeavesThatManyPeriodsThatHaveBegun(
      @ForAll Dated dated,
      @ForAll @IntRange(max = 5) int keepNewest,
      @ForAll @Size(max = 12) Set<LocalDateTime> named,
      @ForAll LocalDateTime asOf) {
    Policy policy = policy(dated, new Zone("UTC"), Keep.parse("PT1H"), keepNewest);
    AsOf date = new AsOf(asOf.truncatedTo(ChronoUnit.DAYS), false);
    List<Decision> begun =
        decide(policy, date, named.stream().map(dated::name).distinct().toList()).stream()
            .filter(decision -> !start(decision).isAfter(date.at(policy.zone())))
            .toList();
    long kept = begun.stream().filter(decision -> decision.verdict() == Verdict.KEPT).count();
    assertThat(kept).isGreaterThanOrEqualTo(Math.min(keepNewest, begun.size()));
  }

  @Property
  void anUnreadableNameIsNeverExpired(@ForAll("nearlyDates") String name) {
    Policy policy = policy(Dated.DAILY, new Zone("UTC"), Keep.parse("P1D"), 0);
    Decision decision = decide(policy, AsOf.parse("9999-12-31"), List.of(name)).get(0);
    if (!isDate(name)) {
      assertThat(decision.verdict()).isEqualTo(Verdict.UNRECOGNISED);
      assertThat(decision.period()).isNull();
    } else {
      assertThat(decision.verdict()).isIn(Verdict.EXPIRED, Verdict.KEPT);
    }
  }

  @Property
  void verdictsAndDigestDoNotDependOnTheOrder(
      @ForAll Dated dated,
      @ForAll @Size(max = 12) Set<LocalDateTime> named,
      @ForAll("nearlyDates") String odd,
      @ForAll LocalDateTime asOf,
      @ForAll Random random) {
    Policy policy = policy(dated, new Zone("Pacific/Auckland"), Keep.parse("P7D"), 2);
    AsOf date = new AsOf(asOf.truncatedTo(ChronoUnit.DAYS), false);
    Set<String> distinct = named.stream().map(dated::name).collect(Collectors.toSet());
    distinct.add(odd);
    distinct.add("_default");
    List<String> names = new ArrayList<>(distinct);
    List<Decision> one = decide(policy, date, names);
    Collections.shuffle(names, random);
    List<Decision> other = decide(policy, date, names);
    assertThat(one).hasSameSizeAs(names);
    assertThat(new HashSet<>(other)).isEqualTo(new HashSet<>(one));
    Plan plan = Given.plan(policy, date, one);
    assertThat(Given.plan(policy, date, other).digest()).isEqualTo(plan.digest());
    assertThat(plan.summary().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(names.size());
  }

  @Property
  void aNameWithoutAYearIsExpiredOnlyBetweenItsExpiryAndTheNextLead(
      @ForAll Zone zone,
      @ForAll LocalDateTime asOf,
      @ForAll @IntRange(min = 1, max = 12) int month) {
    Policy policy = Given.patterns("MM").keep("P3M").lead("P2M").zone(zone.id()).policy();
    AsOf date = new AsOf(asOf.truncatedTo(ChronoUnit.DAYS), false);
    String name = (month < 10 ? "0" : "") + month;
    Decision decision = decide(policy, date, List.of(name)).get(0);
    LocalDate day = asOf.toLocalDate();
    LocalDate begun = day.withDayOfMonth(1).withMonth(month);
    begun = begun.isAfter(day) ? begun.minusYears(1) : begun;
    boolean isExpired =
        !day.isBefore(begun.plusMonths(4)) && day.plusMonths(2).isBefore(begun.plusYears(1));
    assertThat(decision.verdict()).isEqualTo(isExpired ? Verdict.EXPIRED : Verdict.KEPT);
  }

  @Property
  void theAsOfOfARunIsNeverInTheFuture(
      @ForAll Zone zone, @ForAll LocalDateTime utc, @ForAll Dated dated) {
    Policy policy = policy(dated, zone, Keep.parse("P1D"), 0);
    Instant now = utc.toInstant(ZoneOffset.UTC);
    assertThat(policy.asOf(now).isAfter(now, policy.zone())).isFalse();
    assertThat(AsOf.parse(policy.asOf(now).toString())).isEqualTo(policy.asOf(now));
  }

  /** Digits of about eight characters, almost valid dates, and valid dates. */
  @Provide
  Arbitrary<String> nearlyDates() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(6).ofMaxLength(10);
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(12);
    Arbitrary<String> close =
        Arbitraries.integers().between(19_000_000, 21_009_999).map(String::valueOf);
    Arbitrary<String> hyphenated =
        close.map(date -> date.substring(0, 4) + "-" + date.substring(4));
    return Arbitraries.oneOf(digits, anything, close, hyphenated);
  }

  private static boolean isDate(String name) {
    if (!name.matches("[0-9]{8}")) {
      return false;
    }
    try {
      DateTimeFormatter.BASIC_ISO_DATE.withResolverStyle(ResolverStyle.STRICT).parse(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Policy policy(Dated dated, Zone zone, Keep keep, int keepNewest) {
    return Given.patterns(dated.pattern)
        .zone(zone.id())
        .keep(keep.toString())
        .keepNewest(keepNewest)
        .policy();
  }

  private static List<Decision> decide(Policy policy, AsOf asOf, List<String> names) {
    Listing docs = Given.docs(names.toArray(String[]::new));
    return Given.decide(policy, List.of(policy), asOf, List.of(docs));
  }

  private static ZonedDateTime start(Decision decision) {
    return Objects.requireNonNull(decision.period()).start();
  }

  private static List<String> expired(List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.verdict() == Verdict.EXPIRED)
        .map(decision -> decision.address().partition())
        .toList();
  }
}

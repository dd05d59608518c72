package io.github.milvusretention.policy.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.policy.settings.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which partitions a hold is about. */
class CoversTest {
  private static final Address JANUARY = new Address("prod", "default", "docs_eu", "2026-01");

  @ParameterizedTest
  @CsvSource({
    "nightly, , , , , true",
    "night*, , , , , true",
    "weekly, , , , , false",
    ", prod, , , , true",
    ", PROD, default, docs_eu, 2026-01, true",
    ", pro, , , , false",
    ", , def*, , , true",
    ", , other, , , false",
    ", , , docs_?u, , true",
    ", , , Docs_EU, , true",
    ", , , docs, , false",
    ", , , , 2026-*, true",
    ", , , , *-01, true",
    ", , , , 2026_01, false",
    "nightly, prod, default, docs_eu, 2025-*, false",
    "weekly, prod, default, docs_eu, 2026-01, false",
  })
  void everythingThatIsGivenMustHold(
      @Nullable String policy,
      @Nullable String cluster,
      @Nullable String database,
      @Nullable String collection,
      @Nullable String partition,
      boolean covered) {
    Covers covers =
        new Covers(
            glob(policy), glob(cluster), glob(database), glob(collection), glob(partition), null);

    assertThat(covers.covers("nightly", JANUARY, null, null)).isEqualTo(covered);
  }

  private static @Nullable NameGlob glob(@Nullable String text) {
    return text == null ? null : new NameGlob(text);
  }

  /** Of January 2026, which ends with the first moment of February. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-31, , true",
    "2026-02-01, , false",
    ", 2026-01-01, true",
    ", 2025-12-31, false",
    "2026-01-10, 2026-01-10, true",
    "2025-12-01, 2026-01-01, true",
    "2026-01-31, 2026-12-31, true",
    "2026-02-01, 2026-12-31, false",
    "2025-01-01, 2025-12-31, false",
    "2025-01-01, 2027-12-31, true",
  })
  void aPeriodIsCoveredThatIsInTheRangeAtLeastInPart(
      @Nullable LocalDate from, @Nullable LocalDate to, boolean covered) {
    Covers covers = new Covers(null, null, null, null, null, new Days(from, to));

    assertThat(
            covers.covers(
                "nightly",
                JANUARY,
                LocalDateTime.parse("2026-01-01T00:00"),
                LocalDateTime.parse("2026-02-01T00:00")))
        .isEqualTo(covered);
    assertThat(covers.covers("nightly", JANUARY, null, null)).as("has no period").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "nightly, , , , true",
    "weekly, , , , false",
    ", prod, , , true",
    ", test, , , false",
    ", , other, , false",
    ", , , docs_eu, true",
    ", , , DOCS_*, true",
    ", , , *_eu, true",
    ", , , logs*, false",
  })
  void aPolicyIsConcernedIfACollectionOfItCouldBeCovered(
      @Nullable String policy,
      @Nullable String cluster,
      @Nullable String database,
      @Nullable String collection,
      boolean concerned) {
    Covers covers =
        new Covers(
            glob(policy), glob(cluster), glob(database), glob(collection), glob("2026*"), null);
    Scope scope =
        new Scope("prod", Glob.of("default"), List.of(Glob.of("docs_*"), Glob.of("x")), List.of());

    assertThat(covers.mayConcern("nightly", scope)).isEqualTo(concerned);
  }

  @Test
  void aPolicyAloneIsPaused() {
    assertThat(with("night*", null).pauses("nightly")).isTrue();
    assertThat(with("night*", null).pauses("weekly")).isFalse();
    assertThat(with("nightly", "2026*").pauses("nightly")).isFalse();
    assertThat(with(null, "*").pauses("nightly")).isFalse();
  }

  private static Covers with(@Nullable String policy, @Nullable String partition) {
    return new Covers(glob(policy), null, null, null, glob(partition), null);
  }

  @Test
  void oneThatSaysNothingIsRefused() {
    assertThatThrownBy(() -> with(null, null))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("does not say what it covers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "docs.2026", "docs,logs", "2026/01", "größe"})
  void aTextThatNoNameCanHaveIsRefused(String text) {
    assertThatThrownBy(() -> new NameGlob(text)).isInstanceOf(RuleException.class);
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> new Days(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-01-31")))
        .hasMessageContaining("to: 2026-01-31 is before from, 2026-02-01");
    assertThatThrownBy(() -> new Days(null, null)).isInstanceOf(RuleException.class);
    assertThatThrownBy(() -> Days.day("2026-02-30")).hasMessageContaining("is not a date");
    assertThatThrownBy(() -> Days.day("+12026-02-03")).hasMessageContaining("is not a date");
  }

  @Test
  void whatExpiresOnADayCountsOnThatDay() {
    assertThat(Days.endOf(LocalDate.parse("2026-12-31")))
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
  }
}

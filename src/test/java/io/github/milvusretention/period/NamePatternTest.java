package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // pattern | name | the start of its period, nothing if the name cannot be read
        "yyyyMMdd | 20260105 | 2026-01-05T00:00",
        "uuuuMMdd | 2026015 |",
        "uuuuMMdd | 202601055 |",
        "uuuuMMdd | 120260105 |",
        "uuuuMMdd | +20260105 |",
        "uuuuMMdd | 20260230 |",
        "uuuuMMdd | 20261301 |",
        "uuuuMMdd | 20260005 |",
        "uuuuMMdd | ２０２６０１０５ |",
        "uuuu-MM-dd | 2026-1-5 |",
        "uuuu-MM-dd | 2026-01-05 | 2026-01-05T00:00",
        "uuuu-MM-dd | 2026-01-05-old |",
        "uuuu-MM-dd | x2026-01-05 |",
        "uuuu-MM-dd | \" 2026-01-05\" |",
        "uuuu-MM-dd | \"\" |",
        "uuuu-M-d | 2026-1-5 | 2026-01-05T00:00",
        "uuuu-M-d | 2026-11-25 | 2026-11-25T00:00",
        "uuuu-M-d | 2026-01-05 |",
        "uuuu-M'm' | 2026-7m | 2026-07-01T00:00",
        "dMMM_uuuu | 5may_2026 | 2026-05-05T00:00",
        "uuuu-D | 2026-5 | 2026-01-05T00:00",
        "uuuu-DD | 2026-05 | 2026-01-05T00:00",
        "uuuuDDD | 2024366 | 2024-12-31T00:00",
        "uuuuDDD | 2026366 |",
        "uuuuDDD | 2026000 |",
        "'p'uuuu | p2026 | 2026-01-01T00:00",
        "'p'uuuu | P2026 | 2026-01-01T00:00",
        "'p'uuuu | p-2026 |",
        "'p'uuuu | p026 |",
        "'p'uuuu | p20260 |",
        "'yyyy'_yyyy | YYYY_2026 | 2026-01-01T00:00",
        "uuuu | 9999 | 9999-01-01T00:00",
        "uuuu | 10000 |",
        // two digits mean 2000 to 2099
        "'p'uuMMdd | p260115 | 2026-01-15T00:00",
        "'p'uuMMdd | P260115 | 2026-01-15T00:00",
        "'p'uuMMdd | p20260115 |",
        "'p'uuMMdd | p26115 |",
        "'p'uuMMdd | p-60115 |",
        "'p'uuMMdd | p260229 |",
        "'p'uuMMdd | p280229 | 2028-02-29T00:00",
        "yyMMdd | 000101 | 2000-01-01T00:00",
        "yyMMdd | 700101 | 2070-01-01T00:00",
        "yyMMdd | 991231 | 2099-12-31T00:00",
        "ddMMyy | 150126 | 2026-01-15T00:00",
        "uu | 26 | 2026-01-01T00:00",
        "uu | 6 |",
        "uu | 2026 |",
        "uu-MM | 26-01 | 2026-01-01T00:00",
        "uuDDD | 26366 |",
        "uuDDD | 24366 | 2024-12-31T00:00",
        "uuMMddHH | 26010523 | 2026-01-05T23:00",
        "uu'q'Q | 26q4 | 2026-10-01T00:00",
        "YY'w'ww | 26w53 | 2026-12-28T00:00",
        "YY'w'ww | 25w53 |",
        "YY'w'ww | 26w01 | 2025-12-29T00:00",
        "YY'w'ww | 00w01 | 2000-01-03T00:00",
        "YYww | 2653 | 2026-12-28T00:00",
        "uuuu'q'Q | 2026Q4 | 2026-10-01T00:00",
        "uuuu'q'Q | 2026q5 |",
        "uuuu'q'q | 2026q2 | 2026-04-01T00:00",
        "uuuu_QQQ | 2026_q3 | 2026-07-01T00:00",
        "uuuuQQ | 202602 | 2026-04-01T00:00",
        "YYYY'w'ww | 2026w53 | 2026-12-28T00:00",
        "YYYY'w'ww | 2020W53 | 2020-12-28T00:00",
        "YYYY'w'ww | 2025w53 |",
        "YYYY'w'ww | 2026w01 | 2025-12-29T00:00",
        "YYYY'w'ww | 2021w01 | 2021-01-04T00:00",
        "YYYY'w'ww | 2026w00 |",
        "YYYY'w'ww | 2026w54 |",
        "YYYY'w'ww | 2026w1 |",
        "YYYY'w'w | 2026w1 | 2025-12-29T00:00",
        "YYYY'w'ww-EEE | 2026w01-sun | 2026-01-04T00:00",
        "uuuu-MM-dd-EEE | 2026-01-05-mon | 2026-01-05T00:00",
        "uuuu-MM-dd-EEE | 2026-01-05-tue |",
        "uuuuMMMdd | 2026sep05 | 2026-09-05T00:00",
        "uuuuMMMdd | 2026sept05 |",
        "LLLL_uuuu | may_2026 | 2026-05-01T00:00",
        "uuuuMMddHH | 2026010523 | 2026-01-05T23:00",
        "uuuuMMddHH | 2026010524 |",
        "uuuuDDD'h'H | 2026005h7 | 2026-01-05T07:00",
        // without a year: any such month or weekday, here of the stand-in year
        "MMMM | january | 2024-01-01T00:00",
        "MMMM | JANUARY | 2024-01-01T00:00",
        "MMMM | January | 2024-01-01T00:00",
        "MMMM | jan |",
        "MMMM | january_2 |",
        "MMM | jan | 2024-01-01T00:00",
        "MM | 12 | 2024-12-01T00:00",
        "MM | 13 |",
        "MM | 1 |",
        "'m'M | m1 | 2024-01-01T00:00",
        "EEEE | sunday | 2024-01-07T00:00",
        "EEE | MON | 2024-01-01T00:00",
      })
  void readsWholeNamesStrictly(String pattern, String name, @Nullable String start) {
    assertThat(NamePattern.of(pattern, Locale.ENGLISH).start(name).map(Object::toString))
        .isEqualTo(Optional.ofNullable(start));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tr | MMMM | ocak | 2024-01-01T00:00",
        "tr | MMMM | OCAK | 2024-01-01T00:00",
        "tr | MMMM | january |",
        "tr | uuuuMMMdd | 2026oca05 | 2026-01-05T00:00",
        "fr | MMMM | janvier | 2024-01-01T00:00",
        "fr | MMMM | MAI | 2024-05-01T00:00",
        "fr | MMMM | février | 2024-02-01T00:00",
        "fr | MMMM | fevrier | 2024-02-01T00:00",
        "fr | EEEE | lundi | 2024-01-01T00:00",
        "en-GB | MMM | sept | 2024-09-01T00:00",
        "en-GB | MMM | sep |",
        "ar-EG | uuuuMM | 202601 | 2026-01-01T00:00",
        "th-TH-u-ca-buddhist-nu-thai | uuuuMM | 202601 | 2026-01-01T00:00",
        "en-US | YYYY'w'ww | 2026w01 | 2025-12-29T00:00",
        "ar-EG | YYYY'w'ww | 2026w01 | 2025-12-29T00:00",
      })
  void readsTextsOfItsLocaleButNumbersAndWeeksIndependentlyOfIt(
      String locale, String pattern, String name, @Nullable String start) {
    assertThat(
            NamePattern.of(pattern, Locale.forLanguageTag(locale))
                .start(name)
                .map(Object::toString))
        .isEqualTo(Optional.ofNullable(start));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuuMMddHH | HOUR | false",
        "uuuuMMdd | DAY | false",
        "uuuuDDD | DAY | false",
        "YYYY'w'ww | WEEK | false",
        "YYYY'w'wwEEE | DAY | false",
        "uuuuMM | MONTH | false",
        "uuuu'q'Q | QUARTER | false",
        "yyyy | YEAR | false",
        "MMMM | MONTH | true",
        "EEE | DAY | true",
      })
  void takesTheUnitFromTheFinestField(String text, Unit unit, boolean cyclic) {
    NamePattern pattern = NamePattern.of(text, Locale.ENGLISH);
    assertThat(pattern.unit()).isEqualTo(unit);
    assertThat(pattern.cyclic()).isEqualTo(cyclic);
    assertThat(pattern.text()).isEqualTo(text);
    assertThat(pattern).hasToString(text);
  }

  @Test
  void isEqualByTextAndLocale() {
    NamePattern english = NamePattern.of("MMMM", Locale.ENGLISH);
    assertThat(english)
        .isEqualTo(NamePattern.of("MMMM", Locale.ENGLISH))
        .hasSameHashCodeAs(NamePattern.of("MMMM", Locale.ENGLISH))
        .isNotEqualTo(NamePattern.of("MMMM", Locale.FRENCH))
        .isNotEqualTo(NamePattern.of("MMM", Locale.ENGLISH))
        .isNotEqualTo("MMMM");
  }

  @Test
  void distinguishesAnInvalidDateFromAnotherForm() {
    NamePattern pattern = NamePattern.of("uuuu-MM-dd", Locale.ENGLISH);
    assertThat(pattern.hasShape("2026-02-30")).isTrue();
    assertThat(pattern.hasShape("2026-02-30x")).isFalse();
    assertThat(pattern.hasShape("cold_storage")).isFalse();
  }
}

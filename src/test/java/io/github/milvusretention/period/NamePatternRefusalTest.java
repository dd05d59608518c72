package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pattern that does not identify one period is refused, with a cure. */
class NamePatternRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "uuuu-bb | is not a java.time pattern: Unknown pattern letter: b | uuuu-MM-dd",
        "uuuu'oops | incomplete string literal | uuuu-MM-dd",
        "uuuu{MM} | reserved character | uuuu-MM-dd",
        "uuuu-ddd | Too many pattern letters | uuuu-MM-dd",
        "\"\" | has no date in it | uuuu-MM-dd or MMMM",
        "'january' | has no date in it | uuuu-MM-dd or MMMM",
        "p_ | is not a java.time pattern | uuuu-MM-dd",
        "HH | has no date in it | uuuu-MM-dd or MMMM",
        "uuuu-dd | does not name one period with year, day | uuuu-DDD",
        "uuuu-EEE | does not name one period with year, weekday | uuuu-MM-dd",
        "uuuu-MM-EEE | does not name one period with year, month, weekday | uuuu-MM-dd",
        "uuuu'q'Q-MM | does not name one period with year, quarter, month | uuuu'q'Q",
        "uuuu-MM-DDD | does not name one period with year, month, day of year | uuuu-DDD",
        "uuuuHH | has an hour without a whole date | uuuu-MM-dd-HH",
        "uuuu-MM-HH | has an hour without a whole date | uuuu-MM-dd-HH",
        "MMMM-HH | has no year | put uuuu into it",
        "EEEE-HH | has no year | put uuuu into it",
        "MM-dd | has no year | put uuuu into it",
        "MM-dd-HH | has no year | put uuuu into it",
        "dd | has no year | put uuuu into it",
        "'q'Q | has no year | put uuuu into it",
        "MMM-EEE | has no year | put uuuu into it",
        "YYYY-MM | has YYYY, the year of an ISO week, without the week ww | uuuu",
        "YYYY-MM-dd | has YYYY, the year of an ISO week, without the week ww | uuuu",
        "YYYY | has YYYY, the year of an ISO week, without the week ww | uuuu",
        "uuuu'w'ww | has the ISO week ww without its year | YYYY'w'ww",
        "'w'ww | has the ISO week ww without its year | YYYY'w'ww",
        "YYYY'w'ww-MM | mixes an ISO week with month | YYYY'w'ww alone",
        "uuuu-YYYY'w'ww | mixes an ISO week with year | YYYY'w'ww alone",
        "YYYY'w'ww-EEE-dd | mixes an ISO week with day, weekday | YYYY'w'ww alone",
        "u | has a year of neither four nor two digits: u | write uuuu, or uu for 2000 to 2099",
        "uuuuu | has a year of neither four nor two digits: uuuuu | write uuuu, or uu",
        "yyyMM | has a year of neither four nor two digits: yyy | write yyyy, or yy",
        "YYY'w'ww | has a year of neither four nor two digits: YYY | write YYYY, or YY",
        "uu-dd | does not name one period with year, day | uuuu-DDD",
        "YYMM | has YYYY, the year of an ISO week, without the week ww | uuuu",
        // no partition's name in Milvus matches
        "é_uuuu | has é in it, which no partition's name in Milvus can hold | letters from a to z",
        "'o''clock'_uuuu | has ' in it | letters from a to z, digits, _ and -",
        "uuuu''MM | has ' in it | letters from a to z, digits, _ and -",
        "uuuu MM | has a blank in it | letters from a to z, digits, _ and -",
        "uuuu.MM | has . in it | letters from a to z, digits, _ and -",
        "uuuu/MM | has / in it | letters from a to z, digits, _ and -",
        "'p:'uuuu | has : in it | letters from a to z, digits, _ and -",
        "'😀'uuuu | has 😀 in it | letters from a to z, digits, _ and -",
        "'*'_uuuu | has a quoted * in it | write * outside the quotes to stand for any text",
        "-uuuu | begins with -, which no partition's name in Milvus does | before it",
        "'-p'uuuu | begins with -, which no partition's name in Milvus does | before it",
        "uuuu_QQQQ | writes a quarter of locale en as 1st quarter | numbers",
        // the star
        "* | has no date in it | uuuu-MM-dd or MMMM",
        "*_*_uuuu | has more than one * | once, at the start or at the end",
        "**_uuuu | has more than one * | once, at the start or at the end",
        "*_uuuu_* | has more than one * | once, at the start or at the end",
        "'p'*_uuuu | has * in the middle | once, at the start or at the end",
        "uuuu*MM | has * in the middle | once, at the start or at the end",
        "*M_uuuu | has * right beside M, which may be shorter or longer | MM, dd",
        "uuuu_M* | has * right beside M, which may be shorter or longer | MM, dd",
        "uuuuMd | has digits right after M, which may be shorter or longer | MM, dd",
        "uuuuMMdHH | has digits right after d, which may be shorter or longer | MM, dd",
        "uuuuM'0' | has digits right after M, which may be shorter or longer | MM, dd",
        "uuuu-MM-dd-HH-mm | has the field m | the finest unit is the hour",
        "uuuuMMddHHmmss | has the field m | the finest unit is the hour",
        "uuuuMMdd-SSS | has the field S | the finest unit is the hour",
        "uuuu-MM-dd-hha | has the field h | HH",
        "uuuu-MM-dd-kk | has the field k | HH",
        "YYYY'w'ww-e | has the field e | EEE",
        "uuuu-MM-W | has the field W | YYYY'w'ww",
        "uuuuMMddX | has the field X | the policy's zone",
        "uuuuMMdd'T'HHVV | has the field V | the policy's zone",
        "G-uuuu | has the field G | use the fields uuuu",
        "uuuu-ppppMM | has the field p | use the fields uuuu",
        "uuuu[-MM] | has an optional part in [ ] | one pattern for each form",
        "uuuu-MM]dd | Pattern invalid as it contains ] without previous [ | uuuu-MM-dd",
        "MMMMM | writes 2024-01-01 as \"J\" but cannot read it back | MMMM",
        "uuuu-MMMMM | writes 2024-01-01 as \"2024-J\" but cannot read it back | MMMM",
        "EEEEE | writes 2024-01-02 as \"T\" but cannot read it back | MMMM",
      })
  void isRefusedWithACure(String pattern, String problem, String cure) {
    assertThatThrownBy(() -> NamePattern.of(pattern, Locale.ENGLISH))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.key()).isEqualTo("partitions");
              assertThat(e.problem()).startsWith("\"" + pattern + "\" ").contains(problem);
              assertThat(e.cure()).contains(cure);
              assertThat(e).hasMessage("partitions: " + e.problem() + "; " + e.cure());
            });
  }
}

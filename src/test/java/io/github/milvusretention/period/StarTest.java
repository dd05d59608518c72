package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A star at one end of a pattern stands for any text, if it is certain where that text ends. */
class StarTest {
  @ParameterizedTest
  @CsvSource({
    "*_uuuu_MM, acme_2026_01, 2026-01-01T00:00, acme",
    "*_uuuu_MM, Acme_Corp-7_2026_01, 2026-01-01T00:00, Acme_Corp-7",
    "*_uuuu_MM, 4711_2026_01, 2026-01-01T00:00, 4711",
    "*_uuuu_MM, __2026_01, 2026-01-01T00:00, _",
    "uuuu_MM_*, 2026_01_acme, 2026-01-01T00:00, acme",
    "uuuu_MM_*, 2026_01_05, 2026-01-01T00:00, 05",
    "*uuuuMM, acme202601, 2026-01-01T00:00, acme",
    "*uuuuMM, acme_202601, 2026-01-01T00:00, acme_",
    "uuuuMM*, 202601acme, 2026-01-01T00:00, acme",
    "*_uuuuMMddHH, acme_2026010523, 2026-01-05T23:00, acme",
    "*_MMM_uuuu, acme_Jan_2026, 2026-01-01T00:00, acme",
    "*-YYYY'w'ww, acme-2026w53, 2026-12-28T00:00, acme",
    "*_'p'uuuu, acme_p2026, 2026-01-01T00:00, acme",
    "*_uuMM, acme_2601, 2026-01-01T00:00, acme",
    "*_MMMM, acme_january, 2024-01-01T00:00, acme",
    "EEE_*, mon_acme, 2024-01-01T00:00, acme",
  })
  void standsForAnyText(String pattern, String name, String start, String series) {
    assertThat(read(pattern, name))
        .isEqualTo(new NameMatch.One(LocalDateTime.parse(start), series));
  }

  @ParameterizedTest
  @CsvSource({
    "*_uuuu_MM, _2026_01",
    "*_uuuu_MM, 2026_01",
    "*_uuuu_MM, acme_2026_13",
    "*_uuuu_MM, acme_2026_1",
    "*_uuuu_MM, acme_2026_01x",
    "*_uuuu_MM, acme_2026-01",
    "*_uuuu_MM, ac me_2026_01",
    "*_uuuu_MM, akmé_2026_01",
    "*_uuuu_MM, a.b_2026_01",
    "uuuu_MM_*, 2026_01_",
    "uuuu_MM_*, 2026_01",
    "*uuuuMM, 202601",
    "*_uuuu_MM, ''",
    "*_uuuu_MM, a",
  })
  void standsForNothingButATextThatMilvusAllows(String pattern, String name) {
    assertThat(read(pattern, name)).isEqualTo(new NameMatch.None());
  }

  @ParameterizedTest
  @CsvSource({
    // digits or letters on both sides
    "*uuuuMM, acme1202601",
    "*uuMM, p20260112",
    "uuuuMM*, 20260105",
    "*'7'uuuu, acme172026",
    "*MMM_uuuu, demay_2026",
    "*'p'uuuuMM, backup202601",
  })
  void isUnclearWhereItMayEndElsewhere(String pattern, String name) {
    assertThat(read(pattern, name))
        .isEqualTo(new NameMatch.Unclear("leaves open where the text of * ends"));
  }

  @ParameterizedTest
  @CsvSource({
    "*_MMMM, 2027_january, 2027",
    "MMMM_*, january_2027, 2027",
    "MMMM_*, january_acme27, acme27",
    "*_uu_MM, 2026_01_05, 2026",
    "uu_MM_*, 26_01_2027, 2027",
    "*_YY'w'ww, 20_26w01, 20",
  })
  void isUnclearWhereItMayHoldTheRestOfADateThatIsNotWhole(
      String pattern, String name, String series) {
    assertThat(read(pattern, name))
        .isEqualTo(
            new NameMatch.Unclear(
                "has no year of four digits, and \""
                    + series
                    + "\" could hold a part of the date"));
  }

  @Test
  void isALiteralInQuotesWhichNoNameHolds() {
    assertThat(PatternPiece.split("'*'_uuuu").get(0)).isEqualTo(new PatternPiece.Literal("*_"));
    assertThat(PatternPiece.split("*_uuuu").get(0)).isEqualTo(new PatternPiece.Star());
  }

  @Test
  void hasTheFormOfItsDate() {
    NamePattern pattern = NamePattern.of("*_uuuu_MM", Locale.ENGLISH);
    assertThat(pattern.hasShape("acme_2026_13")).isTrue();
    assertThat(pattern.hasShape("acme_2026")).isFalse();
    assertThat(pattern.hasShape("_2026_13")).isFalse();
  }

  /** Whatever the text, a name is read as the date and the text that it was made of, or not. */
  @Test
  void givesBackTheTextAndTheDateOfWhichANameWasMade() {
    Random random = new Random(20261125);
    List<String> dates =
        List.of(
            "uuuu_MM", "uuuuMM", "uuuuMMdd", "uu_MM", "uuMMdd", "dd_MM_uuuu", "MMM_uuuu", "uuuu");
    Map<String, NamePattern> patterns = new HashMap<>();
    String letters = "ab7_-21";
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      String date = dates.get(random.nextInt(dates.size()));
      boolean first = random.nextBoolean();
      String between = random.nextBoolean() ? "_" : "";
      StringBuilder series = new StringBuilder();
      for (int length = 1 + random.nextInt(8); length > 0; length--) {
        series.append(letters.charAt(random.nextInt(letters.length())));
      }
      LocalDateTime day = LocalDateTime.of(2000, 1, 1, 0, 0).plusDays(random.nextInt(36_500));
      String written = DateTimeFormatter.ofPattern(date, Locale.ENGLISH).format(day);
      NamePattern pattern =
          patterns.computeIfAbsent(
              first ? "*" + between + date : date + between + "*",
              text -> NamePattern.of(text, Locale.ENGLISH));
      String name = first ? series + between + written : written + between + series;
      NameMatch match = pattern.read(name);
      assertThat(match).as("%s by %s", name, pattern).isNotInstanceOf(NameMatch.None.class);
      if (match instanceof NameMatch.One one) {
        assertThat(one)
            .as("%s by %s", name, pattern)
            .isEqualTo(new NameMatch.One(pattern.unit().start(day), series.toString()));
        read++;
      }
    }
    assertThat(read).isBetween(8_000, 19_000);
  }

  private static NameMatch read(String pattern, String name) {
    return NamePattern.of(pattern, Locale.ENGLISH).read(name);
  }
}

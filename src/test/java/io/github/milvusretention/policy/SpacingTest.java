package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names much further apart than the unit that is read from them. */
class SpacingTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final Given DAYS = Given.patterns("uuuuMMdd");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuuMMdd | 20260907 20260914 20260921 | 7 days apart, but each is read as one day; if a"
            + " name stands for 7 days, write period: P1W",
        // a week was missed
        "uuuuMMdd | 20260907 20260914 20260928 20261005 | 7 days apart, but each is read as one"
            + " day; if a name stands for 7 days, write period: P1W",
        "uuuuMMdd | 20260907 20260921 20261005 | 14 days apart, but each is read as one day; if a"
            + " name stands for 14 days, write period: P2W",
        "uuuuMMdd | 20260101 20260201 20260301 20260401 | 1 month apart, but each is read as one"
            + " day; if a name stands for 1 month, write period: P1M",
        "uuuuMMdd | 20260101 20260401 20260701 | 3 months apart, but each is read as one day; if a"
            + " name stands for 3 months, write period: P3M",
        "uuuuMMdd | 20240406 20250406 20260406 | 1 year apart, but each is read as one day; if a"
            + " name stands for 1 year, write period: P1Y",
        "uuuuMMdd | 20260101 20260116 20260201 20260216 20260301 | 13 to 16 days apart, but each is"
            + " read as one day; if a name stands for 16 days, write period: P16D",
        "uuuuMMddHH | 2026010100 2026010106 2026010112 | 6 hours apart, but each is read as one"
            + " hour; if a name stands for 6 hours, write period: PT6H",
        "uuuuMMddHH | 2026010100 2026010200 2026010300 | 1 day apart, but each is read as one hour;"
            + " if a name stands for 1 day, write period: P1D",
        "YYYY'w'ww | 2026w01 2026w03 2026w05 | 14 days apart, but each is read as one week; if a"
            + " name stands for 14 days, write period: P2W",
        "uuuuMM | 202601 202604 202607 | 3 months apart, but each is read as one month; if a name"
            + " stands for 3 months, write period: P3M",
        "uuuuMM | 202310 202410 202510 | 1 year apart, but each is read as one month; if a name"
            + " stands for 1 year, write period: P1Y",
        "MMMM | january april july october | 3 months apart, but each is read as one month; if a"
            + " name stands for 3 months, put the year into the names and write period: P3M",
      })
  void isNoted(String pattern, String names, String note) {
    assertThat(notes(Given.patterns(pattern).keep("P1M"), names.split(" ")))
        .containsExactly("collection default.docs: names are " + note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuuMMdd | 20260907 20260914",
        "uuuuMMdd | 20260907 20260908 20260909",
        // working days, missed days, a stray day
        "uuuuMMdd | 20260904 20260907 20260908 20260909 20260910 20260911 20260914",
        "uuuuMMdd | 20260901 20260902 20260909 20260910 20260920 20260921",
        "uuuuMMdd | 20260901 20260902 99991231",
        "uuuuMM | 202601 202602 202603 202612",
        "uuuu'q'Q | 2026q1 2026q2 2026q3",
        "EEE | mon wed fri",
        "MMMM | january february march april may june july august september october november"
            + " december",
        "uuuuMMdd | _default archive x",
      })
  void isNotNotedWhereNeighboursAreThere(String pattern, String names) {
    assertThat(notes(Given.patterns(pattern).keep("P1D"), names.split(" "))).isEmpty();
  }

  @Test
  void isNotNotedWhereThePeriodIsGiven() {
    assertThat(notes(DAYS.period("P1W"), "20260907", "20260914", "20260921")).isEmpty();
  }

  @Test
  void isNotHiddenByOneStrayNameAmongMany() {
    assertThat(
            notes(
                DAYS,
                "20260907",
                "20260910",
                "20260914",
                "20260921",
                "20260928",
                "20261005",
                "20261012",
                "20261019",
                "20261026"))
        .singleElement()
        .asString()
        .contains("7 days apart");
  }

  @Test
  void countsEachUnitAndEachTextOfAStarByItself() {
    assertThat(
            notes(Given.patterns("uuuuMMdd", "uuuuMM"), "20260101", "202601", "202602", "202603"))
        .isEmpty();
    Given tenants = Given.patterns("*_uuuuMMdd");
    assertThat(notes(tenants, "a_20260901", "b_20260908", "c_20260915")).isEmpty();
    assertThat(notes(tenants, "a_20260901", "a_20260908", "a_20260915", "b_20260902"))
        .singleElement()
        .asString()
        .contains("7 days apart");
  }

  @Test
  void tellsOneFindingOnceForAllCollections() {
    Policy policy = DAYS.policy();
    String[] weeks = {"20260907", "20260914", "20260921"};
    List<Decision> decisions =
        Given.decide(
            policy,
            List.of(policy),
            AS_OF,
            List.of(
                Given.listing("a", weeks),
                Given.listing("b", "20260901", "20260902", "20260903"),
                Given.listing("c", weeks),
                Given.listing("d", weeks)));
    assertThat(Spacing.notes(Given.plan(policy, AS_OF, decisions).collections()))
        .singleElement()
        .asString()
        .startsWith("collection default.a and 2 more: names are 7 days apart");
  }

  @Test
  void missedDaysNeverMakeNoise() {
    Random random = new Random(20261125);
    for (int i = 0; i < 200; i++) {
      LocalDate first = LocalDate.of(2026, 1, 1);
      String[] names =
          IntStream.range(0, 60)
              .filter(day -> random.nextInt(4) > 0)
              .mapToObj(first::plusDays)
              .map(DateTimeFormatter.BASIC_ISO_DATE::format)
              .toArray(String[]::new);
      assertThat(notes(DAYS, names)).as("%s", Arrays.toString(names)).isEmpty();
    }
  }

  private static List<String> notes(Given given, String... names) {
    String[] partitions = Stream.of(names).map(String::strip).toArray(String[]::new);
    return Spacing.notes(
        Given.plan(given.policy(), AS_OF, given.decideAll("2026-11-24", partitions)).collections());
  }
}

package io.github.milvusretention.policy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.period.RuleException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field says of time, and how it is asked for. */
class FieldUnitTest {
  private static final Instant END = Instant.parse("2026-01-31T23:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seconds | at >= 1769900400
          millis  | at >= 1769900400000
          micros  | at >= 1769900400000000
          iso     | at >= "2026-01-31T23:00:00"
          """)
  void rowsAtOrAfterTheEndAreAskedForInTheUnit(String unit, String filter) {
    assertThat(FieldUnit.parse(unit).notBefore("at", END)).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seconds | at >= 631152000 and at < 1769900400
          millis  | at >= 631152000000 and at < 1769900400000
          micros  | at >= 631152000000000 and at < 1769900400000000
          iso     | at >= "1990-01-01T00:00:00" and at < "2026-01-31T23:00:00" and at like "____-__-__T%Z"
          """)
  void rowsBeforeTheEndMustHaveABelievableTime(String unit, String filter) {
    assertThat(FieldUnit.parse(unit).before("at", END)).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seconds | 1769900400          | 2026-01-31T23:00:00Z
          seconds | 1769900400.75       | 2026-01-31T23:00:00Z
          seconds | 1.7699004E9         | 2026-01-31T23:00:00Z
          seconds | 631152000           | 1990-01-01T00:00:00Z
          seconds | 631151999           |
          seconds | 4102444801          |
          seconds | 1769900400000       |
          seconds | 0                   |
          seconds | -5                  |
          seconds | 2026-01-31          |
          seconds | 1e99                |
          seconds | 1e999999999         |
          seconds | 99999999999999999999999 |
          seconds | ''                  |
          millis  | 1769900400999       | 2026-01-31T23:00:00Z
          millis  | 1769900400          |
          micros  | 1769900400000001    | 2026-01-31T23:00:00Z
          micros  | 1769900400000       |
          iso     | 2026-01-31T23:00:00Z | 2026-01-31T23:00:00Z
          iso     | 2026-01-31T23:00:00.5Z | 2026-01-31T23:00:00.500Z
          iso     | 2026-01-31          |
          iso     | 1769900400          |
          iso     | 1989-12-31T23:59:59Z |
          iso     | 2100-01-01T00:00:01Z |
          """)
  void aValueIsATimeOnlyIfItIsBelievable(String unit, String value, Instant time) {
    assertThat(FieldUnit.parse(unit).read(value).orElse(null)).isEqualTo(time);
  }

  @Test
  void anotherUnitIsRefused() {
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> FieldUnit.parse("SECONDS"))
        .withMessageContaining("write seconds, millis, micros or iso");
  }

  /** It goes into a filter as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a-b", "1a", "a\"b", "$meta", "a >= 0 or id", "a[\"b\"]", "größe"})
  void aFieldIsANameAndNothingElse(String field) {
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> new ContentCheck(field, FieldUnit.SECONDS, WhenUnloaded.KEEP))
        .withMessageContaining("is not a name of a field");
  }
}

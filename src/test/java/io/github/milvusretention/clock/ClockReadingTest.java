package io.github.milvusretention.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockReadingTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // Seconds after noon at which the answer was asked for and came; the Date of the answer is
    // noon.
    "0,     0,      0",
    "-60,   0,      0",
    "-60,   60,     0",
    "0.9,   2,      0",
    "1,     2,      0",
    "1.5,   2,      0.5",
    "301,   302,    300",
    "-2,    -0.5,   -0.5",
    "-400,  -300,   -300",
    "2592001, 2592001, 2592000",
  })
  void theSkewIsTheDistanceOfTheIntervals(double asked, double answered, double skew) {
    assertThat(reading(asked, answered).skew()).isEqualTo(seconds(skew));
  }

  @Test
  void aClockThatIsSetBackBetweenQuestionAndAnswerWidensTheInterval() {
    assertThat(reading(10, -10).skew()).isZero();
    assertThat(reading(-10, -400).skew()).isEqualTo(seconds(-10));
  }

  @Test
  void aLowerBoundIsKeptByEveryLaterTime() {
    assertThat(ClockReading.notBefore("run 1", NOON.plusSeconds(1_000_000), NOON).skew()).isZero();
    assertThat(ClockReading.notBefore("run 1", NOON.minusSeconds(7), NOON).skew())
        .isEqualTo(seconds(-7));
  }

  @ParameterizedTest
  @CsvSource({"301, true", "301.001, false", "-300, true", "-300.001, false"})
  void theToleranceIncludesItsEdge(double at, boolean within) {
    assertThat(reading(at, at).within(Duration.ofMinutes(5))).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "0,       not apart from the server",
    "61,      1m ahead of the server",
    "-5430,   1h 31m behind the server",
    "2592000, 30d ahead of the server",
    "180001,  2d 2h ahead of the server",
  })
  void itIsToldInWords(double at, String words) {
    assertThat(reading(at, at).describe()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "1m, 60", "1h 31m, 5460", "30d, 2592000", "2d 2h, 180000"})
  void itsLengthCanBeReadAgain(String words, long seconds) {
    assertThat(InWords.parse(words)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(InWords.of(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1h  2m", "1 h", "soon", "-1h", "1h ahead"})
  void otherWordsAreNoLength(String words) {
    assertThatThrownBy(() -> InWords.parse(words)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoIntervalIsRefused() {
    assertThatThrownBy(() -> new ClockReading("x", NOON, NOON.minusMillis(1), NOON, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClockReading("x", NOON, NOON, NOON, NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ClockReading reading(double asked, double answered) {
    return ClockReading.of(
        "the server",
        NOON.plus(seconds(asked)),
        NOON.plus(seconds(answered)),
        NOON,
        Duration.ofSeconds(1));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}

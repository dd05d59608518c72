package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.settings.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @ParameterizedTest
  @CsvSource({"50%, 50%", "50.0%, 50%", "12.5%, 12.5%", "100%, 100%", "0.000001%, 0.000001%"})
  void readsPercent(String text, String canonical) {
    assertThat(Share.parse(text)).hasToString(canonical);
  }

  @Test
  void isEqualForDifferentNotations() {
    assertThat(Share.parse("50.0%")).isEqualTo(Share.parse("50%"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "", "%", "50 %", "-5%", "5e1%", "١٢%", "0.5.5%", "9999%", "1.%"})
  void refusesInvalidPercentages(String text) {
    assertThatThrownBy(() -> Share.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("\"" + text + "\" is not a share in percent")
        .hasMessageContaining("50%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "0.0%", "100.1%", "101%"})
  void refusesValuesOutOfRange(String text) {
    assertThatThrownBy(() -> Share.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("is not above 0% and at most 100%");
  }

  @ParameterizedTest
  @CsvSource({
    "50%, 6, 12, false",
    "50%, 7, 12, true",
    "50%, 1, 1, true",
    "100%, 12, 12, false",
    "33.333333%, 1, 3, true",
    "33.333334%, 1, 3, false",
    "50%, 1073741823, 2147483647, false",
    "50%, 1073741824, 2147483647, true",
    "50%, 0, 0, false",
  })
  void isExceededWithoutRounding(String share, int part, int whole, boolean exceeded) {
    assertThat(Share.parse(share).isExceededBy(part, whole)).isEqualTo(exceeded);
  }
}

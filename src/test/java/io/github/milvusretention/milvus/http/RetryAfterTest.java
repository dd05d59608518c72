package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:15:00Z");

  @Test
  void acceptsSecondsOrADate() {
    assertThat(RetryAfter.read("120", NOW)).isEqualTo(Duration.ofSeconds(120));
    assertThat(RetryAfter.read(" 0 ", NOW)).isEqualTo(Duration.ZERO);
    assertThat(RetryAfter.read("Tue, 24 Nov 2026 03:15:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5",
        "1.5",
        "99999999999999999999",
        "Tue, 24 Nov 2026 03:14:30 GMT",
        "Tue, 99 Nov 2026 03:14:30 GMT"
      })
  void ignoresAnythingElse(String header) {
    assertThat(RetryAfter.read(header, NOW)).isNull();
  }

  @Test
  void acceptsAMissingHeader() {
    assertThat(RetryAfter.read(null, NOW)).isNull();
  }
}

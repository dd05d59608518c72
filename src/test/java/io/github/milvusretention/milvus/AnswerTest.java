package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.rest.call.Routes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTest {
  private static Answer answer(
      Outcome outcome, int status, @Nullable Integer code, String message) {
    return new Answer(Routes.DROP, outcome, status, code, message, Duration.ZERO, null);
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeHasAMeaningForUsers(Outcome outcome) {
    assertThat(outcome.meaning()).isNotBlank().doesNotEndWith(".");
  }

  @ParameterizedTest
  @EnumSource
  void onlySuccessIsSuccess(Outcome outcome) {
    assertThat(answer(outcome, 200, 0, "").success()).isEqualTo(outcome == Outcome.SUCCESS);
  }

  @Test
  void describesTheAnswerForUsers() {
    assertThat(answer(Outcome.NOT_READY, 200, 1, "Initializing").describe())
        .isEqualTo("the server is not ready (HTTP 200, code 1): Initializing");
    assertThat(answer(Outcome.UNKNOWN, 502, null, "x").describe())
        .isEqualTo("no believable answer (HTTP 502): x");
    assertThat(answer(Outcome.UNREACHABLE, 0, null, "").describe())
        .isEqualTo("no connection, nothing was sent");
  }
}

package io.github.milvusretention.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions that are valid for every release: by text and by the key {@code data}. */
final class AnswerAssert extends AbstractAssert<AnswerAssert, Client.Answer> {
  private AnswerAssert(Client.@Nullable Answer answer) {
    super(answer, AnswerAssert.class);
  }

  static AnswerAssert assertAnswer(Client.Answer answer) {
    return new AnswerAssert(answer);
  }

  /** HTTP 200, code 0 or 200, and the key {@code data}, which no error has. */
  AnswerAssert succeeds() {
    assertThat(actual.status()).as("HTTP status of %s", actual).isEqualTo(200);
    assertThat(actual.code()).as("code of %s", actual).isIn(0, 200);
    assertThat(actual.hasData()).as("data in %s", actual).isTrue();
    return this;
  }

  /** HTTP 200, a message with this text, and no {@code data}. */
  AnswerAssert fails(String text) {
    assertThat(actual.status()).as("HTTP status of %s", actual).isEqualTo(200);
    assertThat(actual.message()).as("message of %s", actual).contains(text);
    assertThat(actual.hasData()).as("data in %s", actual).isFalse();
    return this;
  }

  AnswerAssert fails(int code, String text) {
    fails(text);
    assertThat(actual.code()).as("code of %s", actual).isEqualTo(code);
    return this;
  }

  /** Refused without a code of its own: 65535 in older releases, 1100 in newer ones. */
  AnswerAssert refused(String text) {
    fails(text);
    assertThat(actual.code()).as("code of %s", actual).isIn(65535, 1100);
    return this;
  }
}

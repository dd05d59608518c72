package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret\r\nX-Evil: 1",
        "secret\n",
        "secret ",
        " secret",
        "sec\tret",
        "sec\u0000ret",
        "sec\u007fret",
        "sécret",
        "secret\u00a0"
      })
  void refusesWhatCannotBeSentInAHeaderWithoutShowingIt(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token(value))
        .withMessageContaining("; ")
        .withMessageNotContaining("ret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root:Milvus", "db_admin:pass word~!", "0123456789abcdef"})
  void acceptsPrintableAsciiAndDoesNotShowIt(String value) {
    Token token = new Token(value);
    assertThat(token.value()).isEqualTo(value);
    assertThat(token.isEmpty()).isFalse();
    assertThat(token).hasToString("***");
  }

  @Test
  void mayBeEmpty() {
    assertThat(Token.NONE.isEmpty()).isTrue();
    assertThat(Token.NONE).hasToString("none");
  }

  @ParameterizedTest
  @CsvSource({
    "'', NONE",
    "root:Milvus, USER_AND_PASSWORD",
    "a:b:c, USER_AND_PASSWORD",
    "0123456789abcdef0123456789abcdef, API_KEY",
    "0123456789abcdef0123456789abcde, PASSWORD_ALONE",
    "four words make a pass phrase that is long, PASSWORD_ALONE",
    ":Milvus, INCOMPLETE",
    "root:, INCOMPLETE",
    ":, INCOMPLETE",
  })
  void detectsItsForm(String value, Token.Form form) {
    assertThat(new Token(value).form()).isEqualTo(form);
  }
}

package io.github.milvusretention.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class VisibleTest {
  @ParameterizedTest
  @CsvSource({
    "000a, line end",
    "000d, carriage return",
    "0009, tab",
    "001b, escape",
    "0000, null",
    "0085, next line",
    "009b, escape sequence in one",
    "00ad, soft hyphen",
    "061c, direction",
    "200b, no width",
    "200e, direction",
    "202e, direction",
    "2028, line",
    "2029, paragraph",
    "2066, direction",
    "feff, no width",
    "d800, half of a pair"
  })
  void whatIsNotSeenIsEscaped(String code, String what) {
    String character = String.valueOf((char) Integer.parseInt(code, 16));

    assertThat(Visible.line("a" + character + "b")).as(what).isEqualTo("a\\u" + code + "b");
  }

  @Test
  void aCharacterOfTwoUnitsIsEscapedAsBoth() {
    assertThat(Visible.line("x\udb40\udc41y")).isEqualTo("x\\udb40\\udc41y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "größer 日本 ±", "\ud83d\ude00", "a\\u202e", "a b\u00a0c"})
  void allElseStays(String text) {
    assertThat(Visible.line(text)).isEqualTo(text);
    assertThat(Visible.lines(text)).isEqualTo(text);
  }

  @Test
  void lineEndsAndTabsStayInTextOfOurOwn() {
    assertThat(Visible.lines("a\n\tb\r\nc\rd\u202e")).isEqualTo("a\n\tb\r\nc\\u000dd\\u202e");
  }

  @Test
  void insideOfJsonItMeansTheSame() {
    String name = "a\u202eb\u2028c\u200bd\udb40\udc41";
    String json = Visible.lines(JsonMapper.shared().writeValueAsString(name));

    assertThat(json).matches("\\p{Print}+");
    assertThat(JsonMapper.shared().readTree(json).stringValue()).isEqualTo(name);
  }
}

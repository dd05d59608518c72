package io.github.milvusretention.policy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "docs, docs, true",
    "docs, Docs, false",
    "docs, docs2, false",
    "docs, doc, false",
    "docs_*, docs_, true",
    "docs_*, docs_2026, true",
    "docs_*, mydocs_2026, false",
    "*, anything, true",
    "**, anything, true",
    "*, '', true",
    "?, '', false",
    "docs_?, docs_1, true",
    "docs_?, docs_12, false",
    "*_v?, docs_v1, true",
    "*_v?, docs_v1_v2, true",
    "*_v?, docs_v, false",
    "a*b*c, a1b2b3c, true",
    "a*b*c, a1b2b3, false",
    "docs**, docs, true",
    "_d$1, _d$1, true",
    "A*9, Az09, true",
  })
  void matchesTheWholeName(String glob, String name, boolean matches) {
    assertThat(Glob.of(glob).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", " docs", "docs\t"})
  void refusesATextThatNoNameCouldMatch(String text) {
    assertThatThrownBy(() -> Glob.of(text))
        .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.cure()).contains("docs_*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logs_a,logs_b | has , in it | each name as an item of its own",
        "logs_a;logs_b | has ; in it | each name as an item of its own",
        "default.logs_b | has . in it | its database into database:",
        "!logs_a | has ! in it | exclude-collections",
        "logs_[b] | has [ in it | letters from a to z, digits and _",
        "logs-a | has - in it | ? for any one character",
        "logs_\u200b | has U+200B in it | letters from a to z",
        "\u00a0logs_b | has U+00A0 in it | letters from a to z",
        "logs\u001b_b | has U+001B in it | letters from a to z",
        "logs_é | has U+00E9 in it | letters from a to z",
        "logs_\ud800 | has U+D800 in it | letters from a to z",
        "logs_\ud83d\ude00 | has U+1F600 in it | letters from a to z",
        "2026_logs | begins with 2 | begin with a letter or _",
        "$logs | begins with $ | begin with a letter or _",
      })
  void saysWhatNoNameCanHold(String text, String problem, String cure) {
    assertThatThrownBy(() -> Glob.of(text))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.problem()).contains(problem);
              assertThat(e.cure()).contains(cure);
            });
  }

  @Test
  void refusesWhatIsLongerThanAnyName() {
    assertThat(Glob.of("a".repeat(255)).isName()).isTrue();
    for (String text : List.of("a".repeat(256), "a".repeat(200_000), " ".repeat(200_000))) {
      assertThatThrownBy(() -> Glob.of(text))
          .isInstanceOfSatisfying(
              RuleException.class, e -> assertThat(e.problem()).hasSizeLessThan(350));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "docs, docs, true",
    "docs, doc, false",
    "doc?, docs, true",
    "docs_*, *_eu, true",
    "docs_*, logs_*, false",
    "*, *, true",
    "a*b, b*a, false",
    "a*, *a?, true",
    "*a*, ?, true",
    "??, *a*b*c*, false",
    "'', *, true",
    "'', ?, false"
  })
  void twoOfThemMeetIfANameIsOfBoth(String one, String other, boolean meet) {
    assertThat(Glob.meet(one, other)).isEqualTo(meet);
    assertThat(Glob.meet(other, one)).isEqualTo(meet);
  }

  @Test
  void distinguishesANameFromAPattern() {
    assertThat(Glob.of("docs").isName()).isTrue();
    assertThat(Glob.of("docs*").isName()).isFalse();
    assertThat(Glob.of("doc?").isName()).isFalse();
    assertThat(Glob.of("docs*")).hasToString("docs*");
  }

  @Test
  void isFastForAHostilePattern() {
    Glob hostile = Glob.of("*a".repeat(60) + "b");
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(hostile.matches("a".repeat(5_000))).isFalse());
  }
}

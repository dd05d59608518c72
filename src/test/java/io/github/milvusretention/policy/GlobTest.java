package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import java.time.Duration;
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
    "d.cs, docs, false",
    "[a-z]*, docs, false",
    "(docs|x), docs, false",
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

package io.github.milvusretention.cli.columns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "docs/p_2026-01, 14",
    "größe, 5",
    "привет, 6",
    "ภาษา, 4",
    "שלום, 4",
    "…, 1",
    "e\u0301, 1",
    "a\u20DD, 1",
    "文書, 4",
    "コレクション, 12",
    "か\u3099, 2",
    "データ, 6",
    "한국어, 6",
    "Ａ１, 4",
    "ｶﾅ, 2",
    "\uD83D\uDE00, 2",
    "\uD83C\uDDE9\uD83C\uDDEA, 4",
    "✅⭐, 4",
    "❤\uFE0F, 3",
    "𠮷, 2",
    "𝒳, 1"
  })
  void asManyAsATerminalTakesAtTheMost(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }
}

package io.github.milvusretention.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.cli.columns.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final String WIDE = "本番/既定/文書コレクション長い名前の集まり/2026年01月の区画データの名前";

  private static String line(int columns, String name) {
    String line =
        new ProgressLine(columns).of("nightly ", "50/200", " dropping ", name, ", 5.0 a second");
    assertThat(line).startsWith(ProgressLine.away());
    return line.substring(ProgressLine.away().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {WIDE, "a/2026_01", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00x", "e\u0301/n\u0303"})
  void itNeverReachesTheLastColumnAndNeverCutsACount(String piece) {
    String name = piece.repeat(5);
    for (int columns = 1; columns < 200; columns++) {
      String line = line(columns, name);
      assertThat(Columns.of(line)).as(line).isLessThan(columns);
      assertThat(line).matches("|50/200|nightly 50/200( dropping .+)?");
      assertThat(line.chars().filter(c -> Character.isSurrogate((char) c)).count())
          .isEqualTo(2 * line.codePoints().filter(Character::isSupplementaryCodePoint).count());
    }
  }

  @Test
  void aWideNameIsCutInItsMiddleToTheRoomThereIs() {
    assertThat(line(60, WIDE)).isEqualTo("nightly 50/200 dropping 本番/既定/…ータの名前, 5.0 a second");
  }

  @Test
  void aNameThatFitsIsWhole() {
    assertThat(line(48, "文書/2026"))
        .isEqualTo("nightly 50/200 dropping 文書/2026, 5.0 a second")
        .satisfies(line -> assertThat(Columns.of(line)).isEqualTo(47));
  }

  @Test
  void marksStayWithTheirLetter() {
    String name = "e\u0301".repeat(40);
    assertThat(line(60, name)).doesNotContain("…\u0301").contains("e\u0301…e\u0301");
  }

  @ParameterizedTest
  @CsvSource({
    "47, nightly 50/200 dropping doc…6_01; 5.0 a second",
    "46, nightly 50/200 dropping docs/2026_01",
    "37, nightly 50/200 dropping docs/2026_01",
    "33, nightly 50/200 dropping doc…6_01",
    "32, nightly 50/200",
    "15, nightly 50/200",
    "14, 50/200",
    "7, 50/200",
    "6, ''"
  })
  void whatHasNoRoomIsLeftOutWhole(int columns, String expected) {
    assertThat(line(columns, "docs/2026_01")).isEqualTo(expected.replace(";", ","));
  }
}

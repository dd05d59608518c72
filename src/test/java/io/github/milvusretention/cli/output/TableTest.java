package io.github.milvusretention.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.cli.columns.Columns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables fit into the terminal, and into nothing else. */
class TableTest {
  private static final String COMMAND =
      "milvus-retention --config /etc/retention.yaml rerun 7 --accept sha256:" + "0".repeat(64);
  private static final String WHY = "guard max-drops refuses 70 partitions of this plan";

  private static List<String> printed(Table table, OptionalInt columns) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out), columns);
    return out.toString().lines().toList();
  }

  private static Table table() {
    Table table = new Table("EXECUTION", "COLLECTION", "START", "MESSAGE");
    table.above("three runs of policy nightly");
    table.row(7, "default.documents_of_the_customer_eu_1", "2026-11-24T03:15Z", WHY);
    table.row(8, "既定.文書", "2026-11-25T03:15Z", null);
    table.note("  not read: " + WHY);
    table.line("  to accept exactly this plan: " + COMMAND);
    return table;
  }

  @Test
  void elsewhereEveryCellIsWhole() {
    assertThat(printed(table(), OptionalInt.empty()))
        .containsExactly(
            "three runs of policy nightly",
            "EXECUTION  COLLECTION                              START              MESSAGE",
            "7          default.documents_of_the_customer_eu_1  2026-11-24T03:15Z  " + WHY,
            "8          既定.文書                               2026-11-25T03:15Z",
            "  not read: " + WHY,
            "  to accept exactly this plan: " + COMMAND);
  }

  @Test
  void onATerminalTheWidestColumnsBecomeNarrower() {
    assertThat(printed(table(), OptionalInt.of(80)))
        .containsExactly(
            "three runs of policy nightly",
            "EXECUTION  COLLECTION                START              MESSAGE",
            "7          default.doc…ustomer_eu_1  2026-11-24T03:15Z  guard max-drops refuses",
            "                                                        70 partitions of this",
            "                                                        plan",
            "8          既定.文書                 2026-11-25T03:15Z",
            "  not read: " + WHY,
            "  to accept exactly this plan:",
            "    " + COMMAND);
  }

  @Test
  void onANarrowOneARowIsContinuedBelow() {
    assertThat(printed(table(), OptionalInt.of(40)).subList(0, 11))
        .containsExactly(
            "three runs of policy nightly",
            "EXECUTION",
            "  COLLECTION",
            "  START",
            "  MESSAGE",
            "7",
            "  default.documents_of_the_customer_eu_1",
            "  2026-11-24T03:15Z",
            "  guard max-drops refuses 70 partitions",
            "  of this plan",
            "8");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 33, 47, 61, 79, 80, 100, 120, 160})
  void noLineIsWiderButThatOfACommand(int columns) {
    int widestWord =
        Stream.of(WHY.split(" ")).mapToInt(String::length).max().orElseThrow() + "    ".length();
    assertThat(printed(table(), OptionalInt.of(columns)))
        .filteredOn(line -> !line.strip().equals(COMMAND))
        .allSatisfy(
            line ->
                assertThat(Columns.of(line)).isLessThanOrEqualTo(Math.max(columns, widestWord)));
  }

  @Test
  void aCommandInACellThatIsTooNarrowComesBelowItsRow() {
    Table table = new Table("RUN", "MESSAGE");
    table.row(7, WHY + ". To accept exactly this plan: " + COMMAND);
    table.row(8, "done");

    assertThat(printed(table, OptionalInt.of(50)))
        .containsExactly(
            "RUN  MESSAGE",
            "7    guard max-drops refuses 70 partitions of this",
            "     plan. To accept exactly this plan:",
            "  " + COMMAND,
            "8    done");
    assertThat(printed(table, OptionalInt.empty())).hasSize(3);
  }

  @Test
  void manyColumnsStandOnSeveralLines() {
    String[] header = new String[17];
    Arrays.setAll(header, i -> "COLUMN_" + i);
    Table table = new Table(header);
    table.row(Stream.of(header).map(name -> "x").toArray());

    assertThat(printed(table, OptionalInt.of(80)))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }
}

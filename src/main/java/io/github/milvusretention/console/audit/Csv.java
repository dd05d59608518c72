package io.github.milvusretention.console.audit;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180) that no spreadsheet takes for formulas. */
final class Csv {
  private Csv() {}

  /** One line with its end. */
  static String line(@Nullable Object... cells) {
    return Stream.of(cells)
            .map(cell -> cell(Objects.toString(cell, "")))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(String text) {
    String harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}

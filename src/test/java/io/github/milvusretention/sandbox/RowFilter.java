package io.github.milvusretention.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The filters that this project sends: comparisons of one field, joined by {@code and}. A row
 * without the field matches none of them, nor does one whose value is of another kind.
 */
record RowFilter(List<Condition> conditions) {
  private static final Pattern CONDITION =
      Pattern.compile("(\\w+) (>=|<|like) (-?[0-9]+|\"[^\"\\\\]*\")");

  record Condition(String field, String operator, String literal) {
    boolean matches(JsonNode row) {
      JsonNode value = row.path(field);
      if (literal.startsWith("\"")) {
        return value.isString() && matches(value.stringValue(), text());
      }
      return value.isNumber() && compares(value.decimalValue().compareTo(new BigDecimal(literal)));
    }

    private boolean matches(String value, String text) {
      return operator.equals("like")
          ? value.matches(text.replace("_", ".").replace("%", ".*"))
          : compares(value.compareTo(text));
    }

    private boolean compares(int order) {
      return operator.equals(">=") ? order >= 0 : order < 0;
    }

    private String text() {
      return literal.substring(1, literal.length() - 1);
    }
  }

  /** Empty for every row; refused as by the server if it is none of those. */
  static RowFilter of(String text) {
    return new RowFilter(
        text.isEmpty()
            ? List.of()
            : Stream.of(text.split(" and ")).map(RowFilter::condition).toList());
  }

  private static Condition condition(String text) {
    Matcher condition = CONDITION.matcher(text);
    if (!condition.matches()) {
      throw Errors.invalid("failed to create query plan: cannot parse expression: " + text);
    }
    return new Condition(condition.group(1), condition.group(2), condition.group(3));
  }

  boolean matches(JsonNode row) {
    return conditions.stream().allMatch(condition -> condition.matches(row));
  }
}

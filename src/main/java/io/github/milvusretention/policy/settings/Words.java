package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the rules file writes the constants of an enum: in lower case, with dashes. */
final class Words {
  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads what {@link #of} writes.
   *
   * @param what the text should be, with its article, for the sentence of the {@link RuleException}
   */
  static <E extends Enum<E>> E oneOf(Class<E> type, String text, String what) {
    List<E> values = List.of(type.getEnumConstants());
    return values.stream()
        .filter(value -> of(value).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new RuleException("\"" + text + "\" is not " + what, "write " + list(values)));
  }

  private static String list(List<? extends Enum<?>> values) {
    int last = values.size() - 1;
    Stream<String> others = values.subList(0, last).stream().map(Words::of);
    return String.join(", ", others.toList()) + " or " + of(values.get(last));
  }
}

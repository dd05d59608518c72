package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one cluster or policy while they are checked. A refusal becomes a mistake and the
 * value is empty; where a mistake is known already, the value is not looked at again.
 */
final class Section {
  private static final String DELETE = "write a value, or delete the line";

  private final String path;
  private final Values values;
  private final Mistakes mistakes;

  Section(String path, Values values, Mistakes mistakes) {
    this.path = path;
    this.values = values;
    this.mistakes = mistakes;
  }

  /**
   * @param text as bound; null if nothing is written
   * @param example what could be written
   */
  <T> Optional<T> required(
      String key, @Nullable String text, String example, Function<String, T> check) {
    String cure = "write " + key + ": " + example;
    if (text == null && !mistakes.on(at(key))) {
      mistakes.add(at(key), "", "is missing", cure);
    }
    return checked(at(key), text, cure, check);
  }

  /**
   * @param text as bound; null if nothing is written and there is no default
   */
  <T> Optional<T> optional(String key, @Nullable String text, Function<String, T> check) {
    return checked(at(key), text, DELETE, check);
  }

  <T> List<T> required(String key, List<String> texts, String example, Function<String, T> check) {
    String cure = "write " + key + ": " + example;
    if (texts.isEmpty() && !written(key) && !mistakes.on(at(key))) {
      mistakes.add(at(key), "", "is missing", cure);
    }
    return checked(key, texts, cure, check);
  }

  <T> List<T> optional(String key, List<String> texts, Function<String, T> check) {
    return checked(key, texts, DELETE, check);
  }

  /** Whether nothing is wrong with any of its values. */
  boolean sound() {
    return !mistakes.on(path);
  }

  /** For values that are fine one by one and do not fit each other. */
  void refuse(RuleException e) {
    String key = e.key();
    refuse(key == null ? path : at(key), e);
  }

  private <T> List<T> checked(
      String key, List<String> texts, String cureIfEmpty, Function<String, T> check) {
    if (texts.isEmpty() && written(key) && !mistakes.on(at(key))) {
      refuse(at(key), new RuleException("is an empty list", cureIfEmpty));
    }
    List<T> checked = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      checked(at(key) + "[" + i + "]", texts.get(i), cureIfEmpty, check).ifPresent(checked::add);
    }
    return checked;
  }

  private <T> Optional<T> checked(
      String at, @Nullable String text, String cureIfEmpty, Function<String, T> check) {
    if (text == null || mistakes.on(at)) {
      return Optional.empty();
    }
    try {
      if (text.isBlank()) {
        throw new RuleException("is empty", cureIfEmpty);
      }
      return Optional.of(check.apply(text));
    } catch (RuleException e) {
      refuse(at, e);
      return Optional.empty();
    }
  }

  private void refuse(String at, RuleException e) {
    Optional<Text> text = values.text(at);
    mistakes.add(
        at,
        text.map(Text::written).orElse(""),
        text.map(Text::origin).orElse("") + e.problem(),
        e.cure());
  }

  private boolean written(String key) {
    return values.text(at(key)).isPresent();
  }

  private String at(String key) {
    return path + "." + key;
  }
}

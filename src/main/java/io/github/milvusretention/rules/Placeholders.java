package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.env.PropertySource;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} in the values of the file. What a name
 * stands for is taken literally: a password may hold ${. Spring's own resolver would go on
 * replacing in it.
 */
final class Placeholders {
  private static final String START = "${";
  private static final int DEEPEST = 10;
  private static final String ESCAPED = "\\${";

  private final List<PropertySource<?>> sources;

  /**
   * @param sources asked one after the other
   */
  Placeholders(List<PropertySource<?>> sources) {
    this.sources = sources;
  }

  /** Throws {@link RuleException}. */
  String replace(String text) {
    return replace(text, 0);
  }

  private String replace(String text, int depth) {
    if (depth > DEEPEST) {
      throw new RuleException("has too many ${ within each other", "write fewer than " + DEEPEST);
    }
    StringBuilder replaced = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPED, at)) {
        replaced.append(START);
        at += ESCAPED.length();
      } else if (text.startsWith(START, at)) {
        int end = end(text, at);
        replaced.append(value(text.substring(at + START.length(), end), depth));
        at = end + 1;
      } else {
        replaced.append(text.charAt(at++));
      }
    }
    return replaced.toString();
  }

  private String value(String inside, int depth) {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    Optional<String> value =
        sources.stream()
            .map(source -> source.getProperty(name))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .findFirst();
    if (value.isEmpty() && colon < 0) {
      if (!name.matches("[\\w.-]{1,100}")) {
        throw new RuleException("holds a ${…} that is no name", "write \\${ for the text ${");
      }
      throw new RuleException(
          START + name + "} has no value",
          "set the environment variable " + name + ", or write a default: ${" + name + ":…}");
    }
    return value.orElseGet(() -> replace(inside.substring(colon + 1), depth + 1));
  }

  /** Where the } stands that closes what is opened at {@code start}. */
  private static int end(String text, int start) {
    int open = 0;
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open == 0) {
        return at;
      }
    }
    throw new RuleException("has a ${ without its }", "close it, or write \\${ for the text");
  }
}

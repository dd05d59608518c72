package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.PropertySource;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} in the values of the file. What a name
 * stands for is taken literally: a password may hold ${. Spring's own resolver would go on
 * replacing in it.
 *
 * @param sources asked one after the other
 */
record Placeholders(List<PropertySource<?>> sources) {
  private static final int DEEPEST = 10;
  private static final Pattern START = Pattern.compile("\\\\?\\$\\{");

  /** Throws {@link RuleException}. */
  String replace(String text) {
    return replace(text, 0, "");
  }

  /**
   * @param within the name whose default the text is; empty for the whole text
   */
  private String replace(String text, int depth, String within) {
    if (depth > DEEPEST) {
      throw new RuleException("has too many ${ within each other", "write fewer than " + DEEPEST);
    }
    StringBuilder replaced = new StringBuilder();
    int at = 0;
    Matcher start = START.matcher(text);
    while (start.find(at)) {
      replaced.append(text, at, start.start());
      if (start.group().equals("${")) {
        int end = end(text, start.start());
        replaced.append(value(text.substring(start.end(), end), depth, within));
        at = end + 1;
      } else {
        replaced.append("${");
        at = start.end();
      }
    }
    return replaced.append(text, at, text.length()).toString();
  }

  private String value(String inside, int depth, String within) {
    String[] parts = inside.split(":", 2);
    String name = parts[0];
    for (PropertySource<?> source : sources) {
      Object value = source.getProperty(name);
      if (value != null) {
        return value.toString();
      }
    }
    if (parts.length > 1) {
      return replace(parts[1], depth + 1, within.isEmpty() ? name : within);
    }
    if (!within.isEmpty()) {
      // What stands in a default may be a secret that somebody put into ${} by mistake.
      throw new RuleException(
          "${" + within + ":…} has no value, for its default holds a ${…} without one",
          "set the environment variable " + within + ", or write the default out");
    }
    if (!name.matches("[\\w.-]{1,100}")) {
      throw new RuleException("holds a ${…} that is no name", "write \\${ for the text ${");
    }
    throw new RuleException(
        "${" + name + "} has no value",
        "set the environment variable " + name + ", or write a default: ${" + name + ":…}");
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

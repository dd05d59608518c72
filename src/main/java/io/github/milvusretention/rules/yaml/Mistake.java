package io.github.milvusretention.rules.yaml;

import io.github.milvusretention.text.Visible;

/**
 * One thing in the rules that cannot be used.
 *
 * @param place where it is written; for a missing key where the section begins
 * @param key for example {@code retention.policies.quick-setup.keep}; empty if the file as a whole,
 *     or the variable that the place names, cannot be used
 * @param value as written, before placeholders are replaced; empty if nothing is written there;
 *     never a token or a password
 * @param problem what is wrong with it
 * @param cure what to write instead
 */
public record Mistake(Place place, String key, String value, String problem, String cure) {
  private static final int VALUE_SHOWN = 120;
  private static final int SHOWN = 1000;

  /** One line, and not a long one, whatever the key and the value hold. */
  @Override
  public String toString() {
    boolean said = problem.startsWith(value) || problem.contains("\"" + value + "\"");
    String subject = said ? key : key + " = " + shortened(value, VALUE_SHOWN);
    return Visible.line(
        place
            + ": "
            + (key.isEmpty() ? "" : shortened(subject, SHOWN) + ": ")
            + shortened(problem, SHOWN)
            + "; "
            + shortened(cure, SHOWN));
  }

  private static String shortened(String text, int shown) {
    return text.length() <= shown ? text : text.substring(0, shown) + "…";
  }
}

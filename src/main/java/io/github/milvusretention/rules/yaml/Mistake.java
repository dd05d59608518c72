package io.github.milvusretention.rules.yaml;

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
  private static final int SHOWN = 120;

  /** One line, whatever the value holds. */
  @Override
  public String toString() {
    boolean said = problem.startsWith(value) || problem.contains("\"" + value + "\"");
    String subject = said ? key : key + " = " + shortened(value);
    return (place + ": " + (key.isEmpty() ? "" : subject + ": ") + problem + "; " + cure)
        .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

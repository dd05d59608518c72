package io.github.milvusretention.rules;

/**
 * One thing in the rules that cannot be used.
 *
 * @param key where, for example {@code retention.policies.quick-setup.keep}, or the name of an
 *     environment variable
 * @param value as written, before placeholders are replaced; empty if nothing is written there;
 *     never a token or a password
 * @param problem what is wrong with it
 * @param cure what to write instead
 */
public record Mistake(String key, String value, String problem, String cure) {
  private static final int SHOWN = 120;

  /** One line, whatever the value holds. */
  @Override
  public String toString() {
    boolean said = problem.startsWith(value) || problem.contains("\"" + value + "\"");
    return oneLine((said ? key : key + " = " + shown()) + ": " + problem + "; " + cure);
  }

  private String shown() {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}

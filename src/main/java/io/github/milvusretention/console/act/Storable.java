package io.github.milvusretention.console.act;

import io.github.milvusretention.period.RuleException;

/** Whether a text that somebody sent is one: not all databases can keep what is none. */
public final class Storable {
  /** What is wrong with a text that is none. */
  public static final String PROBLEM = "has a control character";

  /** What to do about it. */
  public static final String CURE = "leave it out";

  private Storable() {}

  /** Whether it has only what people type; ends of lines and tabs are. */
  public static boolean is(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c == '\n'
                    || c == '\r'
                    || c == '\t'
                    || !(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE));
  }

  /** Throws {@link RuleException} with that key for a text that is none. */
  public static void check(String key, String text) {
    RuleException.check(is(text), key, PROBLEM, CURE);
  }
}

package io.github.milvusretention.policy;

import io.github.milvusretention.period.RuleException;

/**
 * The name of a database or a collection, or a pattern with {@code *} and {@code ?}.
 * Case-sensitive, whole name.
 */
public record Glob(String text) {
  /** Throws {@link RuleException} for a text that no name in Milvus could match. */
  public Glob {
    DatabaseOrCollectionName.refuseImpossible(text);
  }

  /** Throws {@link RuleException} for a text that no name in Milvus could match. */
  public static Glob of(String text) {
    return new Glob(text);
  }

  /** Whether it matches one name only. */
  public boolean isName() {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  /**
   * Backtracks only to the last star, so that the time is bounded by the product of the two lengths
   * for every pattern, which a regular expression does not guarantee.
   */
  public boolean matches(String name) {
    int at = 0;
    int inName = 0;
    int star = -1;
    int resume = 0;
    while (inName < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        resume = inName;
      } else if (at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(inName))) {
        at++;
        inName++;
      } else if (star >= 0) {
        at = star + 1;
        inName = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}

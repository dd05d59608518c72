package io.github.milvusretention.policy.settings;

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

  /** Whether it matches the whole name. */
  public boolean matches(String name) {
    return matches(text, name);
  }

  /**
   * Whether a text with {@code *} and {@code ?} matches the whole name.
   *
   * <p>Backtracks only to the last star, so that the time is bounded by the product of the two
   * lengths for every pattern, which a regular expression does not guarantee.
   */
  public static boolean matches(String glob, String name) {
    int at = 0;
    int inName = 0;
    int star = -1;
    int resume = 0;
    while (inName < name.length()) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        resume = inName;
      } else if (at < glob.length()
          && (glob.charAt(at) == '?' || glob.charAt(at) == name.charAt(inName))) {
        at++;
        inName++;
      } else if (star >= 0) {
        at = star + 1;
        inName = ++resume;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }

  /** Whether there is a text that both match, each with {@code *} and {@code ?}. */
  public static boolean meet(String one, String other) {
    // By their ends: whether what is left of the one, from each place, meets what is left of other.
    boolean[][] meets = new boolean[one.length() + 1][other.length() + 1];
    for (int i = one.length(); i >= 0; i--) {
      for (int j = other.length(); j >= 0; j--) {
        meets[i][j] = meet(one, i, other, j, meets);
      }
    }
    return meets[0][0];
  }

  private static boolean meet(String one, int i, String other, int j, boolean[][] meets) {
    boolean oneLeft = i < one.length();
    boolean otherLeft = j < other.length();
    if (oneLeft && one.charAt(i) == '*') {
      return meets[i + 1][j] || (otherLeft && meets[i][j + 1]);
    }
    if (otherLeft && other.charAt(j) == '*') {
      return meets[i][j + 1] || (oneLeft && meets[i + 1][j]);
    }
    return oneLeft == otherLeft
        && (!oneLeft
            || (meets[i + 1][j + 1]
                && (one.charAt(i) == '?'
                    || other.charAt(j) == '?'
                    || one.charAt(i) == other.charAt(j))));
  }

  @Override
  public String toString() {
    return text;
  }
}

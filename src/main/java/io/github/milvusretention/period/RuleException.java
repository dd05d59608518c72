package io.github.milvusretention.period;

import org.jspecify.annotations.Nullable;

/** An invalid value in the rules: what is wrong with it, and what to write instead. */
public final class RuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String key;
  private final String problem;
  private final String cure;

  public RuleException(String problem, String cure) {
    super(problem + "; " + cure);
    this.key = null;
    this.problem = problem;
    this.cure = cure;
  }

  /**
   * @param key the key in the policy whose value is wrong, as written there: {@code keep-newest}
   */
  public RuleException(String key, String problem, String cure) {
    super(key + ": " + problem + "; " + cure);
    this.key = key;
    this.problem = problem;
    this.cure = cure;
  }

  /** Throws one with these texts unless the value is valid. */
  public static void check(boolean valid, String key, String problem, String cure) {
    if (!valid) {
      throw new RuleException(key, problem, cure);
    }
  }

  /** Null if only the caller knows the key of the value. */
  public @Nullable String key() {
    return key;
  }

  public String problem() {
    return problem;
  }

  public String cure() {
    return cure;
  }
}

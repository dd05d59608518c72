package io.github.milvusretention.rules.console;

import io.github.milvusretention.period.RuleException;
import java.util.regex.Pattern;

/**
 * What a password is checked against: {@code {bcrypt}$2a$10$…}. Whoever has it can try passwords
 * against it as fast as he likes, so that nothing shows it but {@link #value()}.
 */
public record PasswordHash(String value) {
  private static final Pattern BCRYPT =
      Pattern.compile("\\{bcrypt}\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

  private static final int COST_AT = "{bcrypt}$2a$".length();

  /** A lower cost lets a stolen hash be guessed, a higher one keeps each log-in waiting. */
  private static final int LEAST_COST = 10;

  private static final int GREATEST_COST = 16;

  private static final String CURE =
      "milvus-retention password prints one; write it in quotes: \"{bcrypt}$2a$…\"";

  /** Throws {@link RuleException}, whose texts never hold the value. */
  public PasswordHash {
    if (!BCRYPT.matcher(value).matches()) {
      throw new RuleException("is not the bcrypt hash of a password", CURE);
    }
    int cost = cost(value);
    if (cost < LEAST_COST || cost > GREATEST_COST) {
      throw new RuleException(
          "has the cost " + cost + ", which must be " + LEAST_COST + " to " + GREATEST_COST, CURE);
    }
  }

  /** Each one more takes twice as long to check. */
  public int cost() {
    return cost(value);
  }

  private static int cost(String value) {
    return Integer.parseInt(value.substring(COST_AT, COST_AT + 2));
  }

  @Override
  public String toString() {
    return "***";
  }
}

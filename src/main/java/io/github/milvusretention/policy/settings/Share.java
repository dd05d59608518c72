package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A part of a whole in percent, above 0 and at most 100. */
public record Share(BigDecimal percent) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern FORM = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?%");

  /** Throws {@link RuleException}. Without trailing zeros, so that 50% and 50.0% are one value. */
  public Share {
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
      throw new RuleException(
          "a share of " + percent.toPlainString() + "% is not above 0% and at most 100%",
          "write a share such as 50%, or 100% to allow everything");
    }
    percent = percent.stripTrailingZeros();
  }

  /** Reads {@code 50%} or {@code 12.5%}; throws {@link RuleException}. */
  public static Share parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new RuleException(
          "\"" + text + "\" is not a share in percent",
          "write a number with a percent sign, such as 50% or 12.5%");
    }
    return new Share(new BigDecimal(text.substring(0, text.length() - 1)));
  }

  /** Whether {@code part} of {@code whole} is more than this share, without rounding. */
  public boolean isExceededBy(int part, int whole) {
    return BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .compareTo(percent.multiply(BigDecimal.valueOf(whole)))
        > 0;
  }

  @Override
  public String toString() {
    return percent.toPlainString() + "%";
  }
}

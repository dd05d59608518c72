package io.github.milvusretention.rules.console;

import io.github.milvusretention.period.RuleException;

/**
 * By what a provider of log-ins knows this program. Nothing shows it but {@link #value()}.
 *
 * @param value without a blank around it
 */
public record ClientSecret(String value) {
  /** Throws {@link RuleException}, whose texts never hold the value. */
  public ClientSecret {
    if (!value.equals(value.strip())) {
      throw new RuleException("begins or ends with a blank or a line break", "remove it");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}

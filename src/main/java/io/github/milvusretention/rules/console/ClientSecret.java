package io.github.milvusretention.rules.console;

/**
 * By what a provider of log-ins knows this program. Nothing shows it but {@link #value()}.
 *
 * @param value any text
 */
public record ClientSecret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}

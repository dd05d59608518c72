package io.github.milvusretention.rules;

import org.jspecify.annotations.Nullable;

/**
 * One value of the rules as text.
 *
 * @param written as it stands in the rules, fit to be shown
 * @param value after placeholders are replaced; may be a secret
 * @param variable the environment variable that set it, or null
 */
record Text(String written, String value, @Nullable String variable) {
  /** Tells a person who reads the file, and finds another value there, where this one is from. */
  String origin() {
    return variable == null ? "" : "set by the environment variable " + variable + ": ";
  }

  @Override
  public String toString() {
    return written;
  }
}

package io.github.milvusretention.rules;

import java.util.List;

/**
 * One value of the rules as text. Not a String, so that only our conversions can turn it into
 * something: Spring Boot's would read {@code 0x10} as 16 and {@code 30} as 30 ms.
 *
 * @param key for example {@code retention.policies.logs.collections[0]}
 * @param written as it stands in the rules, fit to be shown
 * @param value after placeholders are replaced; may be a secret
 */
record Text(String key, String written, String value, Place place) {
  /** Blanks around a value do not count, but those around a token are refused. */
  Text {
    value = key.endsWith(".token") ? value : value.strip();
  }

  /**
   * @param raw as it stands in the rules, where it also is the value
   */
  static Text of(String key, String raw, Place place) {
    return new Text(key, Secrets.shown(key, raw), raw, place);
  }

  Text withValue(String replaced) {
    return new Text(key, written, replaced, place);
  }

  /** Never prints the value. */
  @Override
  public String toString() {
    return written;
  }

  /** The values of a list. */
  record Several(List<Text> texts) {}
}

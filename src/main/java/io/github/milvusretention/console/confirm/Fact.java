package io.github.milvusretention.console.confirm;

import org.jspecify.annotations.Nullable;

/**
 * What an act is about, as a page names it.
 *
 * @param path of the page that tells more; null for none
 */
public record Fact(String label, String value, @Nullable String path) {
  Fact(String label, String value) {
    this(label, value, null);
  }
}

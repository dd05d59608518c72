package io.github.milvusretention.milvus.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads integers that an answer contains as numbers or as strings. */
final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

  private Numbers() {}

  /** The 64-bit integer, or null if it cannot be read exactly. */
  static @Nullable Long whole(JsonNode node) {
    if (!node.isIntegralNumber() && !node.isString()) {
      return null;
    }
    String digits = node.asString();
    if (!WHOLE.matcher(digits).matches()) {
      return null;
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException beyond64Bits) {
      return null;
    }
  }
}

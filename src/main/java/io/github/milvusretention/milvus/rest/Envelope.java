package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.rest.call.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object of every answer of REST v2: {@code {"code":…,"data":…}} or {@code
 * {"code":…,"message":…}}.
 *
 * @param data a missing node if the key is absent, a null node if its value is null
 */
record Envelope(int code, String message, JsonNode data) {

  /** Null unless the body is valid UTF-8 and a JSON object with an integer code. */
  static @Nullable Envelope read(String body) {
    if (isDamaged(body)) {
      return null;
    }
    JsonNode root = Json.read(body);
    Long code = Numbers.whole(root.path("code"));
    if (code == null || code.intValue() != code) {
      return null;
    }
    return new Envelope(code.intValue(), text(root.path("message")), root.path("data"));
  }

  /** Whether the body was not valid UTF-8, so that a name in it may be wrong. */
  static boolean isDamaged(String body) {
    return body.indexOf('\ufffd') >= 0;
  }

  private static String text(JsonNode message) {
    if (message.isMissingNode() || message.isNull()) {
      return "";
    }
    return message.isString() ? message.asString() : message.toString();
  }

  /** A success always has the key {@code data}, an error never has. */
  boolean hasData() {
    return !data.isMissingNode() && !data.isNull();
  }
}

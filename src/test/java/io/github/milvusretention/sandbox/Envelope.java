package io.github.milvusretention.sandbox;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The envelope of the answers of a release: a success has the key {@code data}, an error never has,
 * and both are HTTP 200 unless standard statuses are enabled.
 */
final class Envelope {
  private final Version version;
  private final boolean standardStatuses;
  private final boolean zilliz;
  private final Errors errors;

  Envelope(Version version, boolean standardStatuses, boolean zilliz) {
    this.version = version;
    this.standardStatuses = standardStatuses;
    this.zilliz = zilliz;
    this.errors = new Errors(version);
  }

  Errors errors() {
    return errors;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  Reply success() {
    return success(object());
  }

  Reply success(JsonNode data) {
    return json(200, succeeded(data));
  }

  /** A success of describe or get_load_state, which also has a message. */
  Reply success(JsonNode data, String message) {
    return json(200, succeeded(data).put("message", message));
  }

  Reply names(Collection<String> names) {
    ArrayNode list = array();
    names.forEach(list::add);
    return success(list);
  }

  /** The first half of a list; any other answer is returned unchanged. */
  Reply firstHalf(Reply honest) {
    JsonNode names = JsonMapper.shared().readTree(honest.body()).path("data");
    return names.isArray()
        ? names(names.values().stream().limit(names.size() / 2).map(JsonNode::stringValue).toList())
        : honest;
  }

  Reply has(boolean has) {
    return success(object().put("has", has));
  }

  Reply rowCount(long rows) {
    return success(object().put("rowCount", rows));
  }

  Reply error(Call call, int code, String message) {
    int status = standardStatuses ? StandardStatus.of(code, call.isMutation()) : 200;
    return error(status, code, message);
  }

  static Reply error(int status, int code, String message) {
    return json(status, object().put("code", code).put("message", message));
  }

  Reply unauthenticated() {
    return zilliz
        ? error(200, 80001, "The token is illegal")
        : error(401, 1800, "user hasn't authenticated");
  }

  Reply timeout() {
    return version.has(Version.Trait.JSON_TIMEOUT)
        ? error(408, 10001, "request timeout")
        : Reply.text(408, "timeout");
  }

  Reply notFound() {
    return Reply.text(404, "404 page not found");
  }

  private ObjectNode succeeded(JsonNode data) {
    ObjectNode envelope = object().put("code", version.successCode());
    envelope.set("data", data);
    return envelope;
  }

  private static Reply json(int status, ObjectNode body) {
    return Reply.of(status, Reply.JSON, JsonMapper.shared().writeValueAsBytes(body));
  }
}

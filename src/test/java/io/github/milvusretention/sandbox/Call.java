package io.github.milvusretention.sandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One received call. Never contains the Authorization header.
 *
 * @param number the sequence number over all routes, from 1
 * @param route without the prefix, for example {@code partitions/drop}; for another path the whole
 *     path
 * @param body a missing node if there was none or it was not JSON
 * @param headers by name in lower case, first value each
 * @param authorised whether the credentials were correct; true if the sandbox requires none
 */
public record Call(
    int number, String route, JsonNode body, Map<String, String> headers, boolean authorised) {

  public Call {
    headers = Map.copyOf(headers);
  }

  /** The database of the call: {@code dbName}, else the header, else {@code default}. */
  public String database() {
    String named = text("dbName");
    if (named.isEmpty()) {
      named = headers.getOrDefault("db-name", "");
    }
    return named.isEmpty() ? Catalog.DEFAULT_DATABASE : named;
  }

  /** Empty if none was named. */
  public String collection() {
    return text("collectionName");
  }

  /** Empty if none was named. */
  String alias() {
    return text("aliasName");
  }

  /** Empty if none was named, or if the route takes several. */
  public String partition() {
    return text("partitionName");
  }

  /** The one or several partition names, depending on the route; may be empty. */
  public List<String> partitions() {
    if (!partition().isEmpty()) {
      return List.of(partition());
    }
    return body.path("partitionNames").values().stream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }

  /** Whether the route changes something: create, drop, load or release. */
  public boolean isMutation() {
    return List.of("create", "drop", "load", "release")
        .contains(route.substring(route.indexOf('/') + 1));
  }

  private String text(String field) {
    JsonNode value = body.path(field);
    return value.isString() ? value.stringValue() : "";
  }
}

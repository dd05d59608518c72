package io.github.milvusretention.sandbox;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The body of a route: the name of the struct in Milvus, as shown in errors, and its fields. */
enum Shape {
  EMPTY("EmptyReq"),
  DATABASE("DatabaseReq"),
  DATABASE_NAMED("DatabaseReqRequiredName", "dbName"),
  COLLECTION("CollectionNameReq", "collectionName"),
  NEW_COLLECTION("CollectionReq", "collectionName"),
  ENTITIES("CollectionDataReq", "collectionName", "data"),
  QUERY("QueryReqV2", "collectionName"),
  ALIAS("AliasReq", "aliasName"),
  PARTITION("PartitionReq", "collectionName", "partitionName"),
  PARTITIONS("PartitionsReq", "collectionName", "partitionNames");

  private static final List<String> STRINGS =
      List.of("dbName", "collectionName", "aliasName", "partitionName");
  private static final String STRING_LIST = "partitionNames";

  private final String struct;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> required;

  Shape(String struct, String... required) {
    this.struct = struct;
    this.required = List.of(required);
  }

  /**
   * Refuses what the binding of Milvus refuses: a missing body, invalid JSON or a wrong type
   * (1801), and a required field that is absent, null or empty (1802). An empty list is accepted,
   * as in Milvus.
   *
   * @param body a missing node if the bytes are not JSON
   */
  void check(byte[] raw, JsonNode body) {
    if (raw.length == 0) {
      throw Errors.badFormat("the request body should be nil, however {} is valid");
    }
    if (body.isMissingNode()) {
      throw Errors.badFormat("error: invalid character in the request body");
    }
    if (!body.isObject() && !body.isNull()) {
      throw wrongType(body, struct);
    }
    STRINGS.forEach(field -> checkString(body.path(field), field));
    JsonNode list = body.path(STRING_LIST);
    if (isPresent(list) && !list.isArray()) {
      throw wrongType(list, STRING_LIST);
    }
    list.values().forEach(item -> checkString(item, STRING_LIST));
    for (String field : required) {
      JsonNode value = body.path(field);
      if (!isPresent(value) || (value.isString() && value.stringValue().isEmpty())) {
        throw Errors.missingParameter(struct, inGo(field));
      }
    }
  }

  private void checkString(JsonNode value, String field) {
    if (isPresent(value) && !value.isString()) {
      throw wrongType(value, field);
    }
  }

  private Refused wrongType(JsonNode value, String field) {
    return Errors.badFormat(
        "error: json: cannot unmarshal %s into Go struct field %s.%s of type string"
            .formatted(value.getNodeType().name().toLowerCase(Locale.ROOT), struct, field));
  }

  private static boolean isPresent(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private static String inGo(String field) {
    return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
  }
}

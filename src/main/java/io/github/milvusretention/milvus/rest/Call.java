package io.github.milvusretention.milvus.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call: its route, its body, and for messages what it is about. The database is always named,
 * because a server that finds none uses {@code default} without a word.
 */
record Call(String route, String json, String where) {

  static Call aboutServer(String route) {
    return new Call(route, "{}", "");
  }

  static Call aboutDatabase(String route, String database) {
    return call(route, database, database(database));
  }

  static Call aboutCollection(String route, String database, String collection) {
    return call(route, database + "." + collection, collection(database, collection));
  }

  static Call aboutAlias(String route, String database, String alias) {
    Map<String, Object> body = database(database);
    body.put("aliasName", named("alias", alias));
    return call(route, database + "." + alias, body);
  }

  /** For the routes that take {@code partitionName}. */
  static Call aboutPartition(String route, String database, String collection, String partition) {
    Map<String, Object> body = collection(database, collection);
    body.put("partitionName", named("partition", partition));
    return call(route, database + "." + collection + "/" + partition, body);
  }

  /** For the routes that take {@code partitionNames}; always one name, so one answer, one fate. */
  static Call aboutPartitions(String route, String database, String collection, String partition) {
    Map<String, Object> body = collection(database, collection);
    body.put("partitionNames", List.of(named("partition", partition)));
    return call(route, database + "." + collection + "/" + partition, body);
  }

  private static Map<String, Object> database(String database) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("dbName", named("database", database));
    return body;
  }

  private static Map<String, Object> collection(String database, String collection) {
    Map<String, Object> body = database(database);
    body.put("collectionName", named("collection", collection));
    return body;
  }

  private static String named(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the " + what + " has an empty name; name it");
    }
    return name;
  }

  private static Call call(String route, String where, Map<String, Object> body) {
    return new Call(route, Json.write(body), where);
  }
}

package io.github.milvusretention.milvus.rest.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call: its route, its body, and its subject for messages. The database is always requireName,
 * because otherwise the server silently uses {@code default}.
 */
public record Call(String route, String json, String subject) {

  public static Call aboutServer(String route) {
    return new Call(route, "{}", "");
  }

  public static Call aboutDatabase(String route, String database) {
    return call(route, database, database(database));
  }

  public static Call aboutCollection(String route, String database, String collection) {
    return call(route, database + "." + collection, collection(database, collection));
  }

  public static Call aboutAlias(String route, String database, String alias) {
    Map<String, Object> body = database(database);
    body.put("aliasName", requireName("alias", alias));
    return call(route, database + "." + alias, body);
  }

  /** For the routes that take {@code partitionName}. */
  public static Call aboutPartition(
      String route, String database, String collection, String partition) {
    Map<String, Object> body = collection(database, collection);
    body.put("partitionName", requireName("partition", partition));
    return call(route, database + "." + collection + "/" + partition, body);
  }

  /** For the routes that take {@code partitionNames}; at least one. */
  public static Call aboutPartitions(
      String route, String database, String collection, List<String> partitions) {
    Map<String, Object> body = collection(database, collection);
    partitions.forEach(name -> requireName("partition", name));
    body.put("partitionNames", partitions);
    String others = partitions.size() == 1 ? "" : " and " + (partitions.size() - 1) + " more";
    return call(route, database + "." + collection + "/" + partitions.get(0) + others, body);
  }

  /**
   * A question about the rows of one partition.
   *
   * @param filter empty for all rows
   * @param limit null for a count, which has none
   */
  public static Call aboutRows(
      String database,
      String collection,
      String partition,
      String filter,
      String output,
      @Nullable Integer limit) {
    Map<String, Object> body = collection(database, collection);
    body.put("partitionNames", List.of(requireName("partition", partition)));
    body.put("filter", filter);
    body.put("outputFields", List.of(output));
    if (limit != null) {
      body.put("limit", limit);
    }
    // Servers before 2.5.12 do not know it, and answer by the level of the collection.
    body.put("consistencyLevel", "Strong");
    return call(Routes.QUERY, database + "." + collection + "/" + partition, body);
  }

  private static Map<String, Object> database(String database) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("dbName", requireName("database", database));
    return body;
  }

  private static Map<String, Object> collection(String database, String collection) {
    Map<String, Object> body = database(database);
    body.put("collectionName", requireName("collection", collection));
    return body;
  }

  private static String requireName(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the " + what + " has an empty name; give it a name");
    }
    return name;
  }

  private static Call call(String route, String subject, Map<String, Object> body) {
    return new Call(route, Json.write(body), subject);
  }
}

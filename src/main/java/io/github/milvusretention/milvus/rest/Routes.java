package io.github.milvusretention.milvus.rest;

/** The routes used, each a POST under {@code /v2/vectordb/}. */
public final class Routes {
  static final String DATABASES = "databases/list";
  static final String VERSION = "server/version";
  static final String COLLECTIONS = "collections/list";
  static final String DESCRIBE = "collections/describe";
  static final String LOAD_STATE = "collections/get_load_state";
  static final String ALIAS = "aliases/describe";
  static final String PARTITIONS = "partitions/list";
  static final String HAS = "partitions/has";
  static final String STATS = "partitions/get_stats";
  static final String LOAD = "partitions/load";
  static final String QUERY = "entities/query";
  static final String RELEASE = "partitions/release";
  public static final String DROP = "partitions/drop";

  private Routes() {}

  static boolean changes(String route) {
    return route.equals(LOAD) || route.equals(RELEASE) || route.equals(DROP);
  }
}

package io.github.milvusretention.milvus.rest.call;

/** The routes used, each a POST under {@code /v2/vectordb/}. */
public final class Routes {
  public static final String DATABASES = "databases/list";
  public static final String VERSION = "server/version";
  public static final String COLLECTIONS = "collections/list";
  public static final String DESCRIBE = "collections/describe";
  public static final String LOAD_STATE = "collections/get_load_state";
  public static final String ALIAS = "aliases/describe";
  public static final String PARTITIONS = "partitions/list";
  public static final String HAS = "partitions/has";
  public static final String STATS = "partitions/get_stats";
  public static final String LOAD = "partitions/load";
  public static final String QUERY = "entities/query";
  public static final String RELEASE = "partitions/release";
  public static final String DROP = "partitions/drop";

  private Routes() {}

  public static boolean changes(String route) {
    return route.equals(LOAD) || route.equals(RELEASE) || route.equals(DROP);
  }
}

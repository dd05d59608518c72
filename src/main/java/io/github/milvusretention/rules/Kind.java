package io.github.milvusretention.rules;

/** The two things that have names in the rules. */
enum Kind {
  CLUSTERS(
      "retention.clusters",
      "cluster",
      Keys.CLUSTER,
      "write a name beneath it with uri: http://localhost:19530"),
  POLICIES(
      "retention.policies",
      "policy",
      Keys.POLICY,
      "write a name beneath it with cluster, collections, partitions and keep");

  private final String path;
  private final String singular;
  private final Keys keys;
  private final String example;

  Kind(String path, String singular, Keys keys, String example) {
    this.path = path;
    this.singular = singular;
    this.keys = keys;
    this.example = example;
  }

  String path() {
    return path;
  }

  String path(String name) {
    return path + "." + name;
  }

  String singular() {
    return singular;
  }

  Keys keys() {
    return keys;
  }

  /** What to write where there is none. */
  String example() {
    return example;
  }
}

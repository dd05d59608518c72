package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A collection with a unique name in the database {@code default} of a server. */
final class OwnCollection {
  private static final int NOT_FOUND = 404;

  private final Client client;
  private final String name = "contract_" + UUID.randomUUID().toString().replace("-", "");

  private int nextId;

  OwnCollection(Client client) {
    this.client = client;
  }

  String name() {
    return name;
  }

  void create() throws IOException {
    create("\"dimension\":4");
  }

  void create(String... fields) throws IOException {
    assertAnswer(post("collections/create", fields)).succeeds();
  }

  void dropCollection() throws IOException {
    assertAnswer(post("collections/drop")).succeeds();
  }

  void releaseCollection() throws IOException {
    assertAnswer(post("collections/release")).succeeds();
  }

  void createPartition(String partition) throws IOException {
    assertAnswer(post("partitions/create", name(partition))).succeeds();
  }

  /** As many rows with ids of their own, in the layout of {@link #create()}. */
  void insert(String partition, int rows) throws IOException {
    String data =
        IntStream.range(0, rows)
            .mapToObj(row -> "{\"id\":%d,\"vector\":[1,2,3,%d]}".formatted(nextId++, row))
            .collect(Collectors.joining(",", "\"data\":[", "]"));
    assertAnswer(post("entities/insert", name(partition), data)).succeeds();
  }

  /** A row for each, with ids of their own and these values of {@code created_at}, as JSON. */
  void insertAt(String partition, String... createdAt) throws IOException {
    String data =
        Stream.of(createdAt)
            .map(at -> "{\"id\":%d,\"vector\":[1,2,3,4],\"created_at\":%s}".formatted(nextId++, at))
            .collect(Collectors.joining(",", "\"data\":[", "]"));
    assertAnswer(post("entities/insert", name(partition), data)).succeeds();
  }

  Client.Answer count(String partition, String filter) throws IOException {
    return query(partition, filter, "\"outputFields\":[\"count(*)\"]");
  }

  /** One row that matches. */
  Client.Answer find(String partition, String filter) throws IOException {
    return query(partition, filter, "\"outputFields\":[\"created_at\"],\"limit\":1");
  }

  private Client.Answer query(String partition, String filter, String output) throws IOException {
    return post(
        "entities/query",
        names(partition),
        "\"filter\":\"" + filter + "\"",
        output,
        "\"consistencyLevel\":\"Strong\"");
  }

  /** Makes the server store what was inserted, where it can be asked to. */
  void flush() throws IOException {
    Client.Answer answer = post("collections/flush");
    if (answer.status() != NOT_FOUND) {
      assertAnswer(answer).succeeds();
    }
  }

  void loadCollection() throws IOException {
    assertAnswer(post("collections/load")).succeeds();
  }

  long rows(String partition) throws IOException {
    Client.Answer answer = post("partitions/get_stats", name(partition));
    assertAnswer(answer).succeeds();
    return answer.data().path("rowCount").longValue();
  }

  Client.Answer drop(String partition) throws IOException {
    return post("partitions/drop", name(partition));
  }

  Client.Answer load(String... partitions) throws IOException {
    return post("partitions/load", names(partitions));
  }

  Client.Answer release(String... partitions) throws IOException {
    return post("partitions/release", names(partitions));
  }

  Client.Answer loadState(String... partitions) throws IOException {
    return post("collections/get_load_state", names(partitions));
  }

  List<String> list() throws IOException {
    Client.Answer answer = post("partitions/list");
    assertAnswer(answer).succeeds();
    return answer.data().values().stream().map(JsonNode::stringValue).toList();
  }

  boolean has(String partition) throws IOException {
    Client.Answer answer = post("partitions/has", name(partition));
    assertAnswer(answer).succeeds();
    return answer.data().path("has").booleanValue();
  }

  JsonNode describe() throws IOException {
    Client.Answer answer = post("collections/describe");
    assertAnswer(answer).succeeds();
    return answer.data();
  }

  /** Sends the name of this collection and the given JSON fields. */
  Client.Answer post(String route, String... fields) throws IOException {
    return client.post(route, body(name, fields));
  }

  static String body(String collection, String... fields) {
    String more = fields.length == 0 ? "" : "," + String.join(",", fields);
    return "{\"collectionName\":\"" + collection + "\"" + more + "}";
  }

  static String name(String partition) {
    return "\"partitionName\":\"" + partition + "\"";
  }

  static String names(String... partitions) {
    String names = partitions.length == 0 ? "" : "\"" + String.join("\",\"", partitions) + "\"";
    return "\"partitionNames\":[" + names + "]";
  }
}

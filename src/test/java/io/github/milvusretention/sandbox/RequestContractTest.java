package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static io.github.milvusretention.sandbox.OwnCollection.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What this project assumes about requests, databases and collections in every Milvus with REST v2;
 * {@link PartitionContractTest} describes where it runs.
 */
@ParameterizedClass
@MethodSource("io.github.milvusretention.sandbox.Target#all")
class RequestContractTest {
  private static final String MISSING = "never_made";

  private final Client client;
  private final OwnCollection own;

  RequestContractTest(Target target) {
    client = target.client();
    own = new OwnCollection(client);
  }

  @BeforeEach
  void createCollection() throws IOException {
    own.create();
  }

  @AfterEach
  void dropCollection() throws IOException {
    own.dropCollection();
  }

  @Test
  void aMissingBodyInvalidJsonAndAWrongTypeAreCode1801() throws IOException {
    for (String bad : List.of("", "{\"collectionName\":", "{\"collectionName\":7}", "[]")) {
      assertAnswer(client.post("partitions/drop", bad)).fails(1801, "can only accept json format");
    }
  }

  @Test
  void aMissingFieldIsCode1802() throws IOException {
    assertAnswer(client.post("partitions/drop", "{}")).fails(1802, "'CollectionName'");
    assertAnswer(own.post("partitions/drop")).fails(1802, "'PartitionName'");
    assertAnswer(own.post("partitions/drop", name(""))).fails(1802, "'PartitionName'");
    assertAnswer(own.post("partitions/release", "\"partitionNames\":null"))
        .fails(1802, "'PartitionNames'");
  }

  @Test
  void anUnknownPathOrMethodIsAPlain404() throws IOException {
    for (Client.Answer answer :
        List.of(
            client.post("partitions/vanish", "{}"), client.get("/v2/vectordb/partitions/list"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.contentType()).startsWith("text/plain");
      assertThat(answer.body()).contains("404 page not found");
    }
  }

  @Test
  void aMissingOrEmptyDatabaseOrAMisspeltKeyMeansDefault() throws IOException {
    for (String database :
        List.of(
            "{}",
            "{\"dbName\":\"\"}",
            "{\"dbName\":null}",
            "{\"db_name\":\"never_made\"}",
            "{\"dbName\":\"default\"}")) {
      Client.Answer answer = client.post("collections/list", database);
      assertAnswer(answer).succeeds();
      assertThat(answer.data().values())
          .anySatisfy(listed -> assertThat(listed.stringValue()).isEqualTo(own.name()));
    }
  }

  @Test
  void aMissingDatabaseIsCode800() throws IOException {
    String elsewhere = "\"dbName\":\"never_made\"";

    for (String route : List.of("partitions/list", "collections/list", "collections/describe")) {
      assertAnswer(own.post(route, elsewhere)).fails(800, "database not found");
    }
  }

  @Test
  void aMissingCollectionIsCode100() throws IOException {
    assertAnswer(client.post("partitions/list", body(MISSING))).fails(100, "collection not found");
    assertAnswer(client.post("partitions/drop", body(MISSING, name("january"))))
        .fails(100, "collection not found");
    assertAnswer(client.post("partitions/release", body(MISSING, names("january"))))
        .fails(100, "collection not found");
    assertAnswer(client.post("collections/get_load_state", body(MISSING)))
        .fails(100, "collection not found");
    assertAnswer(client.post("collections/describe", body(MISSING)))
        .fails(100, "can't find collection");
    assertThat(has(MISSING)).isFalse();
    assertThat(has(own.name())).isTrue();
  }

  @Test
  void describeContainsWhatRetentionNeeds() throws IOException {
    own.createPartition("january");

    Client.Answer answer = own.post("collections/describe");

    assertAnswer(answer).succeeds();
    assertThat(answer.json().has("message")).isTrue();
    JsonNode data = answer.data();
    assertThat(data.path("collectionName").stringValue()).isEqualTo(own.name());
    assertThat(data.path("collectionID").isIntegralNumber()).isTrue();
    assertThat(data.path("partitionsNum").intValue()).isEqualTo(2);
    assertThat(data.path("load").stringValue()).startsWith("LoadState");
    assertThat(data.path("aliases").isArray()).isTrue();
    assertThat(data.path("properties").isArray()).isTrue();
    assertThat(data.path("fields").values())
        .isNotEmpty()
        .allSatisfy(field -> assertThat(field.path("partitionKey").booleanValue()).isFalse());
  }

  @Test
  void aRecreatedCollectionHasAnotherId() throws IOException {
    JsonNode before = own.describe().path("collectionID");
    own.dropCollection();
    own.create();

    assertThat(own.describe().path("collectionID")).isNotEqualTo(before);
  }

  @Test
  void partitionsOfAPartitionKeyCollectionCannotBeReleasedLoadedOrDropped() throws IOException {
    own.dropCollection();
    own.create(
        """
        "schema":{"fields":[
          {"fieldName":"id","dataType":"Int64","isPrimary":true,"elementTypeParams":{}},
          {"fieldName":"tenant","dataType":"Int64","isPartitionKey":true,"elementTypeParams":{}},
          {"fieldName":"vector","dataType":"FloatVector","elementTypeParams":{"dim":"4"}}]},
        "params":{"partitionsNum":2}
        """);

    assertThat(own.describe().path("fields").values())
        .anySatisfy(field -> assertThat(field.path("partitionKey").booleanValue()).isTrue());
    assertThat(own.list()).contains("_default_0");
    assertAnswer(own.release("_default_0"))
        .refused("disable release partitions if partition key mode is used");
    assertAnswer(own.load("_default_0"))
        .refused("disable load partitions if partition key mode is used");
    assertAnswer(own.drop("_default_0"))
        .refused("disable drop partition if partition key mode is used");
  }

  private boolean has(String collection) throws IOException {
    Client.Answer answer = client.post("collections/has", body(collection));
    assertAnswer(answer).succeeds();
    return answer.data().path("has").booleanValue();
  }
}

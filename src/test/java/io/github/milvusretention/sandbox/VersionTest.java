package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static io.github.milvusretention.sandbox.OwnCollection.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The differences between releases; the contract tests cover what is the same. */
class VersionTest {
  private static final String QUICK_SETUP = "quick_setup";

  @ParameterizedTest
  @CsvSource({
    "2.3.13, 200",
    "2.4.0, 200",
    "2.4.2, 200",
    "2.4.3, 0",
    "2.4.17, 0",
    "2.4.18, 0",
    "2.5.0, 0",
    "2.5.27, 0",
    "2.6.18, 0",
    "2.6.19, 0",
    "3.0.0, 0"
  })
  void successIs200UpTo242AndThen0(String version, int code) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      assertThat(client(sandbox).post("partitions/list", body(QUICK_SETUP)).code()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.13, 65535, ''",
    "2.4.2, 65535, ''",
    "2.4.17, 65535, ''",
    "2.5.27, 65535, ''",
    "2.6.18, 65535, ''",
    "2.6.19, 1100, ': invalid parameter'",
    "3.0.0, 1100, ': invalid parameter'"
  })
  void refusalsAreTheCatchAllUpTo2618AndThen1100(String version, int code, String suffix)
      throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      sandbox.createPartitions("default", QUICK_SETUP, "january");
      sandbox.load("default", QUICK_SETUP, "january");

      Client.Answer answer = drop(sandbox, "january");

      assertThat(answer.code()).isEqualTo(code);
      assertThat(answer.message())
          .isEqualTo(
              "partition cannot be dropped, partition is loaded, please release it first" + suffix);
    }
  }

  @ParameterizedTest
  @CsvSource({"2.3.13", "2.4.0", "2.4.2", "2.4.3", "2.4.17"})
  void databasesAreNotListedBefore2418(String version) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      for (String route : List.of("databases/list", "databases/describe")) {
        Client.Answer answer = client(sandbox).post(route, "{\"dbName\":\"default\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("404 page not found");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2.4.18", "2.5.0", "2.5.27", "2.6.18", "2.6.19", "3.0.0"})
  void databasesAreListedAndDescribedLater(String version) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      sandbox.createDatabase("archive");
      Client client = client(sandbox);

      assertThat(client.post("databases/list", "{}").data().toString())
          .isEqualTo("[\"default\",\"archive\"]");
      Client.Answer described = client.post("databases/describe", "{\"dbName\":\"archive\"}");
      assertThat(described.data().path("dbName").stringValue()).isEqualTo("archive");
      assertThat(described.data().path("dbID").isIntegralNumber()).isTrue();
      assertAnswer(client.post("databases/describe", "{\"dbName\":\"none\"}"))
          .fails(800, "database not found[database=none]");
      assertAnswer(client.post("databases/describe", "{}")).fails(1802, "'DbName'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.13, 'database not found, database: none'",
    "2.4.17, 'database not found, database: none'",
    "2.4.18, 'database not found[database=none]'",
    "2.6.18, 'database not found[database=none]'",
    "3.0.0, 'database not found[database=none]'"
  })
  void aMissingDatabaseHasAnotherTextSince2418(String version, String text) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      Client.Answer answer = client(sandbox).post("collections/list", "{\"dbName\":\"none\"}");
      assertAnswer(answer).fails(800, text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.13, can't find collection collection not found[database=default][collection=none]",
    "2.4.0, can't find collection[database=default][collection=none]",
    "3.0.0, can't find collection[database=default][collection=none]"
  })
  void describeHasATextOfItsOwnForAMissingCollection(String version, String text)
      throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      Client.Answer answer = client(sandbox).post("collections/describe", body("none"));
      assertAnswer(answer).fails(100, text);
      assertThat(answer.message()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.13, invalid parameter[expected=any parttiion][actual=empty partition list]",
    "2.4.0, invalid parameter[expected=any partition][actual=empty partition list]"
  })
  void anEmptyListToReleaseIsMisspeltIn23(String version, String text) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      Client.Answer answer = client(sandbox).post("partitions/release", body(QUICK_SETUP, names()));
      assertThat(answer.message()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.13, PrivilegeDropPartition: permission deny to reader",
    "2.4.0, PrivilegeDropPartition: permission deny to reader in the `default` database"
  })
  void aMissingPrivilegeNamesTheDatabaseSince24(String version, String text) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      sandbox.on("partitions/drop").react(Reaction.forbidden("DropPartition"));
      assertThat(drop(sandbox, "january").message())
          .isEqualTo("rpc error: code = PermissionDenied desc = " + text);
    }
  }

  @ParameterizedTest
  @CsvSource({"2.4.17, 800", "2.6.18, 100"})
  void theLoadStateInAMissingDatabaseIs100WithoutADatabaseLookup(String version, int code)
      throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      assertAnswer(
              client(sandbox)
                  .post("collections/get_load_state", body(QUICK_SETUP, "\"dbName\":\"none\"")))
          .fails(code, "not found");
    }
  }

  @ParameterizedTest
  @CsvSource({"2.3.13", "2.4.0", "2.4.2", "2.4.3", "2.4.17"})
  void hyphensInNamesAreInvalidBefore2418(String version) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      assertAnswer(drop(sandbox, "2024-01-31")).refused("Invalid partition name: 2024-01-31.");
    }
  }

  @ParameterizedTest
  @CsvSource({"2.4.18", "2.5.0", "2.5.27", "2.6.18", "2.6.19", "3.0.0"})
  void hyphensInNamesAreValidLater(String version) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      assertAnswer(client(sandbox).post("partitions/create", body(QUICK_SETUP, name("2024-01-31"))))
          .succeeds();
      assertThat(sandbox.partitions("default", QUICK_SETUP)).contains("2024-01-31");
    }
  }

  @ParameterizedTest
  @CsvSource({"2.4.2, 4096", "2.4.3, 4096", "2.4.17, 1024", "2.6.19, 1024"})
  void partitionsAreLimitedAndTheDefaultOneCounts(String version, int limit) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      sandbox.createPartitions(
          "default", QUICK_SETUP, IntStream.range(1, limit).mapToObj(i -> "p" + i).toList());

      assertAnswer(client(sandbox).post("partitions/create", body(QUICK_SETUP, name("one_more"))))
          .refused(
              "partition number (%d) exceeds max configuration (%d), collection: quick_setup"
                  .formatted(limit, limit));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.4.18, false, false",
    "2.5.0, true, false",
    "2.6.19, true, false",
    "3.0.0, true, true"
  })
  void describeHasFunctionsSince25AndExternalSourcesSince30(
      String version, boolean functions, boolean external) throws IOException {
    try (Sandbox sandbox = sandbox(version)) {
      Client.Answer answer = client(sandbox).post("collections/describe", body(QUICK_SETUP));

      assertThat(answer.data().has("functions")).isEqualTo(functions);
      assertThat(answer.data().has("externalSource")).isEqualTo(external);
    }
  }

  @Test
  void anExternalCollectionOf30RefusesToDropPartitions() throws IOException {
    try (Sandbox sandbox = Sandbox.start(Version.V3_0_0)) {
      sandbox.createCollection("default", "lake", CollectionSpec.external("s3://bucket/lake"));
      sandbox.createPartitions("default", "lake", "january");
      Client client = client(sandbox);

      assertThat(
              client
                  .post("collections/describe", body("lake"))
                  .data()
                  .path("externalSource")
                  .stringValue())
          .isEqualTo("s3://bucket/lake");
      assertAnswer(client.post("partitions/drop", body("lake", name("january"))))
          .refused("drop partition operation is not supported for external collection lake");
      assertThat(sandbox.partitions("default", "lake")).contains("january");
    }
  }

  @Test
  void thereIsNoExternalCollectionBefore30() {
    try (Sandbox sandbox = Sandbox.start(Version.V2_6_19)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> sandbox.createCollection("default", "lake", CollectionSpec.external("s3://b")))
          .withMessage("Milvus 2.6.19 has no external collections; use 3.0.0");
    }
  }

  @Test
  void anUnknownNumberIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Version.of("1.0"))
        .withMessage(
            "no profile for Milvus '1.0'; there are [2.3.13, 2.4.0, 2.4.2, 2.4.3, 2.4.17, 2.4.18,"
                + " 2.5.0, 2.5.27, 2.6.18, 2.6.19, 3.0.0]");
  }

  private static Sandbox sandbox(String version) {
    return Sandbox.builder()
        .version(Version.of(version))
        .seed(sandbox -> sandbox.createCollection("default", QUICK_SETUP))
        .start();
  }

  private static Client client(Sandbox sandbox) {
    return new Client(sandbox.uri(), "");
  }

  private static Client.Answer drop(Sandbox sandbox, String partition) throws IOException {
    return client(sandbox).post("partitions/drop", body(QUICK_SETUP, name(partition)));
  }
}

package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static io.github.milvusretention.sandbox.OwnCollection.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The initial states of a sandbox, and those that tests create. */
class StateTest {
  @Test
  void quickSetupHasTwelveMonthsSomeOfThemLoaded() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start()) {
      Client client = new Client(sandbox.uri(), "");

      assertThat(sandbox.partitions("default", "quick_setup"))
          .hasSize(13)
          .contains("_default", "january", "december");
      assertThat(sandbox.loaded("default", "quick_setup"))
          .containsExactly("december", "june", "november", "october");
      assertThat(
              client
                  .post("partitions/get_stats", body("quick_setup", name("january")))
                  .data()
                  .path("rowCount")
                  .intValue())
          .isEqualTo(1100);
      assertThat(
              client
                  .post("collections/get_stats", body("quick_setup"))
                  .data()
                  .path("rowCount")
                  .intValue())
          .isEqualTo(12 * 1000 + 100 * 78 + 25);
    }
  }

  @Test
  void dailyPartitionsEndAtTheGivenDay() {
    try (Sandbox sandbox =
        Sandbox.builder().seed(it -> States.daily(it, 2, 3, LocalDate.of(2024, 3, 1))).start()) {
      assertThat(sandbox.partitions("default", "c000"))
          .containsExactly("_default", "p_2024_02_28", "p_2024_02_29", "p_2024_03_01");
      assertThat(sandbox.partitions("default", "c001")).hasSize(4);
    }
  }

  @Test
  void resetGoesBackToTheSeedWithNewIds() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start()) {
      long before = sandbox.collectionId("default", "quick_setup");
      sandbox.dropPartitions("default", "quick_setup", "january");
      sandbox.createDatabase("archive");
      sandbox.onEvery().react(Reaction.reset());

      sandbox.reset();

      assertThat(sandbox.partitions("default", "quick_setup")).contains("january");
      assertThat(sandbox.collectionId("default", "quick_setup")).isNotEqualTo(before);
      assertThat(sandbox.calls()).isEmpty();
      assertThat(new Client(sandbox.uri(), "").post("databases/list", "{}").data().size()).isOne();
    }
  }

  @Test
  void aRecreatedCollectionKeepsItsNamesButNotIdRowsOrLoadState() {
    try (Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start()) {
      long before = sandbox.collectionId("default", "quick_setup");

      sandbox.recreateCollection("default", "quick_setup");

      assertThat(sandbox.collectionId("default", "quick_setup")).isNotEqualTo(before);
      assertThat(sandbox.partitions("default", "quick_setup")).hasSize(13);
      assertThat(sandbox.loaded("default", "quick_setup")).isEmpty();
    }
  }

  @Test
  void aPartitionThatIsStillLoadingShowsItsProgressAndCannotBeDropped() throws IOException {
    try (Sandbox sandbox = Sandbox.start(Version.V2_6_19)) {
      sandbox.createCollection("default", "quick_setup");
      sandbox.createPartitions("default", "quick_setup", "january", "february");
      sandbox.loading("default", "quick_setup", "january", 40);
      sandbox.load("default", "quick_setup", "february");
      Client client = new Client(sandbox.uri(), "");

      Client.Answer one =
          client.post("collections/get_load_state", body("quick_setup", names("january")));
      Client.Answer both = client.post("collections/get_load_state", body("quick_setup"));
      Client.Answer other =
          client.post("collections/get_load_state", body("quick_setup", names("february")));

      assertThat(one.data().toString())
          .isEqualTo("{\"loadState\":\"LoadStateLoading\",\"loadProgress\":40}");
      assertThat(both.data().path("loadProgress").intValue()).isEqualTo(70);
      assertThat(other.data().path("loadState").stringValue()).isEqualTo("LoadStateLoaded");
      assertThat(client.post("partitions/drop", body("quick_setup", name("january"))).message())
          .contains("partition is loaded");
    }
  }

  @Test
  void oneLoadedPartitionMakesTheCollectionLoadedButNotLaterOnes() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start()) {
      Client client = new Client(sandbox.uri(), "");

      assertThat(
              client
                  .post("collections/describe", body("quick_setup"))
                  .data()
                  .path("load")
                  .stringValue())
          .isEqualTo("LoadStateLoaded");
      sandbox.createPartitions("default", "quick_setup", "smarch");
      assertThat(sandbox.loaded("default", "quick_setup")).doesNotContain("smarch");
    }
  }

  @Test
  void propertiesAreDescribedAndPartitionKeysMakeTheirPartitions() throws IOException {
    try (Sandbox sandbox = Sandbox.start(Version.V2_6_19)) {
      sandbox.createCollection(
          "default",
          "tenants",
          CollectionSpec.partitionKey(2).withProperty("collection.ttl.seconds", "3600"));
      Client client = new Client(sandbox.uri(), "");

      assertThat(sandbox.partitions("default", "tenants"))
          .containsExactly("_default_0", "_default_1");
      assertThat(
              client
                  .post("collections/describe", body("tenants"))
                  .data()
                  .path("properties")
                  .toString())
          .isEqualTo("[{\"key\":\"collection.ttl.seconds\",\"value\":\"3600\"}]");
    }
  }

  @Test
  void aPortInUseIsReportedClearly() {
    try (Sandbox sandbox = Sandbox.start(Version.V2_6_19)) {
      int port = sandbox.uri().getPort();
      assertThatThrownBy(() -> Sandbox.builder().port(port).start())
          .hasMessage(
              "the sandbox cannot listen on 127.0.0.1:%d; choose another port".formatted(port));
    }
  }
}

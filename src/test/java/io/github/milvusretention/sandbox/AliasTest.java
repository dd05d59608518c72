package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An alias can be used instead of a name, and answers hardly differ. */
class AliasTest {
  private final Sandbox sandbox = Sandbox.start(Version.V2_6_19);
  private final Client client = new Client(sandbox.uri(), "");

  @BeforeEach
  void pointTheAliasAtBlue() {
    sandbox.createCollection("default", "blue");
    sandbox.createPartitions("default", "blue", "january");
    sandbox.createCollection("default", "green");
    sandbox.createPartitions("default", "green", "january");
    sandbox.alias("default", "live", "blue");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aliasesAreNeverListedAsCollections() throws IOException {
    assertThat(client.post("collections/list", "{}").data().toString())
        .isEqualTo("[\"blue\",\"green\"]");
  }

  @Test
  void describeEchoesTheAliasAndOnlyTheIdRevealsIt() throws IOException {
    Client.Answer alias = client.post("collections/describe", body("live"));
    Client.Answer real = client.post("collections/describe", body("blue"));

    assertThat(alias.data().path("collectionName").stringValue()).isEqualTo("live");
    assertThat(alias.data().path("collectionID")).isEqualTo(real.data().path("collectionID"));
    assertThat(alias.data().path("aliases").isEmpty()).isTrue();
    assertThat(alias.message()).isEqualTo("collection not found[collection=live]");
    assertThat(real.data().path("aliases").toString()).isEqualTo("[\"live\"]");
    assertThat(real.message()).isEmpty();
  }

  @Test
  void anAliasIsDescribedByItsTarget() throws IOException {
    Client.Answer alias = client.post("aliases/describe", "{\"aliasName\":\"live\"}");

    assertThat(alias.data().path("collectionName").stringValue()).isEqualTo("blue");
    assertAnswer(client.post("aliases/describe", "{\"aliasName\":\"blue\"}"))
        .fails(1600, "alias not found");
  }

  @Test
  void aDropUsesTheCurrentTargetOfTheAlias() throws IOException {
    sandbox.alias("default", "live", "green");

    assertAnswer(client.post("partitions/drop", body("live", name("january")))).succeeds();

    assertThat(sandbox.partitions("default", "blue")).contains("january");
    assertThat(sandbox.partitions("default", "green")).doesNotContain("january");
  }

  @Test
  void aCollectionIsNotDroppedThroughItsAlias() throws IOException {
    assertAnswer(client.post("collections/drop", body("live")))
        .refused("cannot drop the collection via alias");
    assertThat(sandbox.partitions("default", "blue")).contains("january");
  }

  @Test
  void droppingACollectionRemovesItsAliases() throws IOException {
    sandbox.dropCollection("default", "blue");

    assertAnswer(client.post("partitions/list", body("live"))).fails(100, "collection not found");
  }
}

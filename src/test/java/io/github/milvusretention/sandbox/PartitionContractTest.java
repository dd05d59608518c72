package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What this project assumes about partitions in every Milvus with REST v2. Runs against the sandbox
 * in all versions, or against a real server with {@code -Dmilvus.uri}; there, each test creates and
 * removes its own collection and changes nothing else.
 */
@Slow
@ParameterizedClass
@MethodSource("io.github.milvusretention.sandbox.Target#all")
class PartitionContractTest {
  private static final String LOADED =
      "partition cannot be dropped, partition is loaded, please release it first";

  private final OwnCollection own;

  PartitionContractTest(Target target) {
    own = new OwnCollection(target.client());
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
  void aNewPartitionIsListedWithTheDefaultOne() throws IOException {
    own.createPartition("january");

    assertThat(own.list()).containsExactlyInAnyOrder("_default", "january");
    assertThat(own.has("january")).isTrue();
    assertThat(own.has("february")).isFalse();
  }

  @Test
  void creatingAPartitionTwiceSucceeds() throws IOException {
    own.createPartition("january");
    own.createPartition("january");

    assertThat(own.list()).containsExactlyInAnyOrder("_default", "january");
  }

  @Test
  void aPartitionCreatedInALoadedCollectionIsLoadedAndCannotBeDropped() throws IOException {
    own.createPartition("january");

    assertAnswer(own.drop("january")).refused(LOADED);
    assertThat(own.list()).contains("january");
  }

  @Test
  void aReleasedPartitionCanBeDroppedAndDisappearsImmediately() throws IOException {
    own.createPartition("january");
    assertAnswer(own.release("january")).succeeds();

    assertAnswer(own.drop("january")).succeeds();

    assertThat(own.list()).containsExactly("_default");
    assertThat(own.has("january")).isFalse();
  }

  @Test
  void releasingTwiceSucceedsBothTimes() throws IOException {
    own.createPartition("january");

    assertAnswer(own.release("january")).succeeds();
    assertAnswer(own.release("january")).succeeds();
  }

  @Test
  void aPartitionThatIsLoadedAgainIsRefusedAgain() throws IOException {
    own.createPartition("january");
    assertAnswer(own.release("january")).succeeds();
    assertAnswer(own.load("january")).succeeds();

    assertAnswer(own.drop("january")).refused(LOADED);
  }

  @Test
  void droppingAMissingPartitionSucceeds() throws IOException {
    assertAnswer(own.drop("never_made")).succeeds();
  }

  @Test
  void droppingTwiceSucceedsBothTimes() throws IOException {
    own.createPartition("january");
    assertAnswer(own.release("january")).succeeds();

    assertAnswer(own.drop("january")).succeeds();
    assertAnswer(own.drop("january")).succeeds();
  }

  @Test
  void theDefaultPartitionIsRefusedAsLoadedAndAfterReleaseAsTheDefault() throws IOException {
    assertAnswer(own.drop("_default")).refused(LOADED);
    own.releaseCollection();

    assertAnswer(own.drop("_default")).refused("default partition cannot be deleted");
    assertThat(own.list()).containsExactly("_default");
  }

  @Test
  void releasingAMissingPartitionIsCode200WithoutData() throws IOException {
    assertAnswer(own.release("never_made")).fails(200, "partition not found");
  }

  @Test
  void oneMissingNameMakesTheWholeReleaseFail() throws IOException {
    own.createPartition("january");

    assertAnswer(own.release("january", "never_made")).fails(200, "partition not found");

    assertAnswer(own.drop("january")).refused(LOADED);
  }

  @Test
  void severalAreReleasedTogetherAndTheOthersStayLoaded() throws IOException {
    for (String month : List.of("january", "february", "march")) {
      own.createPartition(month);
    }

    assertAnswer(own.release("january", "march")).succeeds();

    assertAnswer(own.drop("february")).refused(LOADED);
    assertAnswer(own.drop("january")).succeeds();
    assertAnswer(own.drop("march")).succeeds();
    assertThat(own.list()).containsExactlyInAnyOrder("_default", "february");
  }

  @Test
  void aPartitionIsReleasedWithOthersThatAreNotLoadedAnyMore() throws IOException {
    own.createPartition("january");
    own.createPartition("february");
    assertAnswer(own.release("january")).succeeds();

    assertAnswer(own.release("january", "february")).succeeds();

    assertAnswer(own.drop("february")).succeeds();
  }

  @Test
  void releasingAnEmptyListIsRefused() throws IOException {
    assertAnswer(own.release()).fails(1100, "empty partition list");
  }

  @Test
  void releasingTheLastLoadedPartitionReleasesTheCollection() throws IOException {
    own.createPartition("january");
    assertAnswer(own.release("_default")).succeeds();
    assertAnswer(own.release("january")).succeeds();

    assertThat(own.describe().path("load").stringValue()).isEqualTo("LoadStateNotLoad");
    own.createPartition("february");
    assertAnswer(own.drop("february")).succeeds();
  }

  @Test
  void aCollectionThatIsNotLoadedHasNeitherProgressNorMessage() throws IOException {
    own.releaseCollection();

    Client.Answer answer = own.loadState("_default");

    assertAnswer(answer).succeeds();
    assertThat(answer.data().propertyNames()).containsExactly("loadState");
    assertThat(answer.data().path("loadState").stringValue()).isEqualTo("LoadStateNotLoad");
    assertThat(answer.json().has("message")).isFalse();
  }

  @Test
  void aPartitionThatIsNotLoadedLooksLikeLoadingWithProgressMinusOne() throws IOException {
    own.createPartition("january");
    assertAnswer(own.release("january")).succeeds();

    assertThat(loadMessage("january")).contains("partition not loaded");
    assertThat(loadMessage("_default", "january")).contains("partition not loaded");
    assertThat(loadMessage("never_made")).contains("partition not found");
  }

  @Test
  void invalidNamesAreRefused() throws IOException {
    own.releaseCollection();

    for (String bad : List.of("p.1", "p/1", "p 1", "-p", "día", "x".repeat(256))) {
      assertAnswer(own.drop(bad)).refused("Invalid partition name");
      assertAnswer(own.post("partitions/create", OwnCollection.name(bad)))
          .refused("Invalid partition name");
    }
  }

  @Test
  void aNameMayBeginWithADigitAndCaseMatters() throws IOException {
    own.createPartition("20240131");
    own.createPartition("January");
    own.createPartition("january");

    assertThat(own.list()).containsExactlyInAnyOrder("_default", "20240131", "January", "january");
  }

  @Test
  void rowCountsAreNumbers() throws IOException {
    own.createPartition("january");

    assertThat(stats("january").data().path("rowCount").isIntegralNumber()).isTrue();
    assertThat(own.post("collections/get_stats").data().path("rowCount").isIntegralNumber())
        .isTrue();
    assertAnswer(stats("never_made")).fails(200, "partition not found");
  }

  private Client.Answer stats(String partition) throws IOException {
    return own.post("partitions/get_stats", OwnCollection.name(partition));
  }

  private String loadMessage(String... partitions) throws IOException {
    Client.Answer answer = own.loadState(partitions);
    assertAnswer(answer).succeeds();
    assertThat(answer.data().path("loadState").stringValue()).isEqualTo("LoadStateLoading");
    assertThat(answer.data().path("loadProgress").intValue()).isEqualTo(-1);
    return answer.message();
  }
}

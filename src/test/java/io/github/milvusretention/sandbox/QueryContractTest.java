package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What this project assumes about questions for rows, as {@link PartitionContractTest} about
 * partitions. The field is a dynamic one.
 */
@ParameterizedClass
@MethodSource("io.github.milvusretention.sandbox.Target#all")
class QueryContractTest {
  private static final String BEFORE = "created_at >= 631152000 and created_at < 1769904000";
  private static final String BEYOND = "created_at >= 1769904000";

  private final OwnCollection own;

  QueryContractTest(Target target) {
    own = new OwnCollection(target.client());
  }

  @BeforeEach
  void createCollection() throws IOException {
    own.create();
    own.createPartition("january");
    own.createPartition("february");
  }

  @AfterEach
  void dropCollection() throws IOException {
    own.dropCollection();
  }

  @Test
  void oneRowOfThePartitionIsFoundWithTheFieldThatWasAskedFor() throws IOException {
    own.insertAt("january", "1767225600", "1772713200", "1772713200");
    own.insertAt("february", "1767225600");
    own.flush();

    Client.Answer found = own.find("january", BEYOND);

    assertAnswer(found).succeeds();
    assertThat(found.data().isArray()).isTrue();
    assertThat(found.data()).hasSize(1);
    assertThat(found.data().get(0).path("created_at").asString()).isEqualTo("1772713200");
    assertThat(own.find("february", BEYOND).data()).as("of another partition").isEmpty();
  }

  @Test
  void allAreCountedAndOfThoseThatMatchNoneWithoutANumber() throws IOException {
    own.insertAt("january", "1767225600", "1769903999", "1769904000", "\"1767225600\"", "null");
    own.flush();

    assertThat(count("january", BEFORE)).isEqualTo(2);
    assertThat(count("january", "")).isEqualTo(5);
    assertThat(count("february", BEFORE)).isZero();
    assertThat(count("february", "")).isZero();
  }

  @Test
  void aFieldThatNoRowHasMatchesNothing() throws IOException {
    own.insertAt("january", "1767225600");
    own.flush();

    assertThat(count("january", BEFORE.replace("created_at", "other"))).isZero();
  }

  @Test
  void aFilterThatIsNoneIsRefused() throws IOException {
    Client.Answer answer = own.count("january", "created_at >=");

    assertThat(answer.hasData()).isFalse();
    assertThat(answer.message()).contains("cannot parse expression");
  }

  @Test
  void aPartitionThatIsNotLoadedIsRefused() throws IOException {
    assertAnswer(own.release("january")).succeeds();

    Client.Answer answer = own.count("january", "");

    assertThat(answer.hasData()).isFalse();
    assertThat(answer.message()).contains("not loaded");
  }

  private long count(String partition, String filter) throws IOException {
    Client.Answer answer = own.count(partition, filter);
    assertAnswer(answer).succeeds();
    assertThat(answer.data()).hasSize(1);
    return Long.parseLong(answer.data().get(0).path("count(*)").asString());
  }
}

package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases after 3.0 can send real HTTP statuses with the same envelope. */
class StandardStatusTest {
  private final Sandbox sandbox =
      Sandbox.builder().version(Version.V3_0_0).standardStatuses().start();
  private final Client client = new Client(sandbox.uri(), "");

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aMissingCollectionIs400WithTheSameEnvelope() throws IOException {
    Client.Answer answer = client.post("partitions/list", body("none"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(100);
    assertThat(answer.message()).contains("collection not found");
  }

  @Test
  void successStays200() throws IOException {
    assertAnswer(client.post("collections/list", "{}")).succeeds();
  }

  @ParameterizedTest
  @CsvSource({
    "partitions/list, 4, 429",
    "partitions/drop, 4, 500",
    "partitions/list, 1, 503",
    "partitions/drop, 1, 500",
    "partitions/drop, 1807, 429",
    "partitions/drop, 1100, 400",
    "partitions/drop, 1401, 403",
    "partitions/drop, 1400, 401",
    "partitions/drop, 65535, 500"
  })
  void anErrorOfAMutationDoesNotInviteARetry(String route, int code, int status)
      throws IOException {
    sandbox.on(route).react(Reaction.error(code, "so it is"));

    Client.Answer answer = client.post(route, body("quick_setup", name("january")));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }
}

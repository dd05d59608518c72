package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes for manual use. */
class AdminTest {
  private static final String DROP = "partitions/drop";

  private final Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start();
  private final Client client = new Client(sandbox.uri(), "");

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void dropsAreRefusedUntilHealed() throws IOException {
    assertThat(client.postTo("/sandbox/refuse?partition=may").status()).isEqualTo(200);

    assertAnswer(drop("may")).refused("partition is loaded");
    assertAnswer(drop("may")).refused("partition is loaded");
    assertAnswer(drop("april")).succeeds();

    assertThat(client.postTo("/sandbox/heal").status()).isEqualTo(200);
    assertAnswer(drop("may")).succeeds();
  }

  @Test
  void callsAreListedUntilReset() throws IOException {
    drop("may");

    assertThat(client.get("/sandbox/calls").body())
        .isEqualTo(
            "[{\"route\":\"partitions/drop\",\"body\":{\"collectionName\":\"quick_setup\",\"partitionName\":\"may\"}}]");

    assertThat(client.postTo("/sandbox/reset").status()).isEqualTo(200);
    assertThat(client.get("/sandbox/calls").body()).isEqualTo("[]");
    assertThat(sandbox.partitions("default", "quick_setup")).contains("may");
  }

  @Test
  void aCallWithoutAJsonBodyIsListed() throws IOException {
    client.post(DROP, "");

    assertThat(client.get("/sandbox/calls").body())
        .isEqualTo("[{\"route\":\"partitions/drop\",\"body\":null}]");
  }

  @Test
  void anyOtherRequestIsAnsweredWithTheRoutes() throws IOException {
    Client.Answer unknown = client.get("/sandbox/nothing");
    Client.Answer nameless = client.postTo("/sandbox/refuse");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).contains("/sandbox/refuse?partition=NAME");
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.body()).contains("name the partition");
  }

  private Client.Answer drop(String partition) throws IOException {
    return client.post(DROP, body("quick_setup", name(partition)));
  }
}

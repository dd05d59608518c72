package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header Authorization in the forms that Milvus reads. */
class AuthorizationTest {
  private static final String LIST = "collections/list";

  @ParameterizedTest
  @ValueSource(strings = {"Bearer root:Milvus", "root:Milvus", "Basic cm9vdDpNaWx2dXM="})
  void theTokenIsTakenAsBearerBareOrBasic(String authorization) throws IOException {
    try (Sandbox sandbox = Sandbox.builder().token("root:Milvus").start()) {
      assertAnswer(withoutToken(sandbox).post(LIST, "{}", "Authorization", authorization))
          .succeeds();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer root:milvus", "bearer root:Milvus", "Basic root:Milvus", "Bearer ", "x"})
  void anythingElseIs401(String authorization) throws IOException {
    try (Sandbox sandbox = Sandbox.builder().token("root:Milvus").start()) {
      assertThat401(withoutToken(sandbox).post(LIST, "{}", "Authorization", authorization));
    }
  }

  @Test
  void noCredentialsAre401AndNothingHappens() throws IOException {
    try (Sandbox sandbox = Sandbox.builder().token("root:Milvus").start()) {
      sandbox.createCollection("default", "quick_setup");
      sandbox.createPartitions("default", "quick_setup", "january");

      assertThat401(
          withoutToken(sandbox)
              .post(
                  "partitions/drop",
                  OwnCollection.body("quick_setup", OwnCollection.name("january"))));

      assertThat(sandbox.partitions("default", "quick_setup")).contains("january");
    }
  }

  @Test
  void anApiKeyHasNoColon() throws IOException {
    String key = Base64.getEncoder().encodeToString("key".getBytes(StandardCharsets.UTF_8));
    try (Sandbox sandbox = Sandbox.builder().token(key).start()) {
      assertAnswer(new Client(sandbox.uri(), key).post(LIST, "{}")).succeeds();
    }
  }

  @Test
  void withoutAuthorizationAnyTokenIsIgnored() throws IOException {
    try (Sandbox sandbox = Sandbox.start(Version.V2_6_19)) {
      assertAnswer(new Client(sandbox.uri(), "any:thing").post(LIST, "{}")).succeeds();
    }
  }

  private static Client withoutToken(Sandbox sandbox) {
    return new Client(sandbox.uri(), "");
  }

  private static void assertThat401(Client.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo("{\"code\":1800,\"message\":\"user hasn't authenticated\"}");
  }
}

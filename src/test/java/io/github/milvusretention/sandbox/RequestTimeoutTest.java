package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The header Request-Timeout. */
class RequestTimeoutTest {
  private static final String ROUTE = "collections/list";

  @ParameterizedTest
  @EnumSource(names = {"V2_3_13", "V2_4_17", "V2_4_18", "V2_5_0"})
  void zeroTimesOutAsPlainTextAndAppliesToLaterCallsOfTheRoute(Version version) throws IOException {
    try (Sandbox sandbox = Sandbox.start(version)) {
      Client client = new Client(sandbox.uri(), "");

      Client.Answer answer = client.post(ROUTE, "{}", "Request-Timeout", "0");

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).isEqualTo("timeout");
      assertThat(client.post(ROUTE, "{}").status()).isEqualTo(408);
      assertAnswer(client.post(ROUTE, "{}", "Request-Timeout", "60")).succeeds();
      assertAnswer(client.post(ROUTE, "{}")).succeeds();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_5_27", "V2_6_18", "V2_6_19", "V3_0_0"})
  void zeroTimesOutAsJsonForThatCallOnly(Version version) throws IOException {
    try (Sandbox sandbox = Sandbox.start(version)) {
      Client client = new Client(sandbox.uri(), "");

      Client.Answer answer = client.post(ROUTE, "{}", "Request-Timeout", "0");

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).isEqualTo("{\"code\":10001,\"message\":\"request timeout\"}");
      assertAnswer(client.post(ROUTE, "{}")).succeeds();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "V3_0_0", mode = Mode.EXCLUDE)
  void anInvalidNumberIsIgnoredBefore30(Version version) throws IOException {
    try (Sandbox sandbox = Sandbox.start(version)) {
      assertAnswer(new Client(sandbox.uri(), "").post(ROUTE, "{}", "Request-Timeout", "30s"))
          .succeeds();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "V3_0_0")
  void anInvalidNumberIsRefusedSince30(Version version) throws IOException {
    try (Sandbox sandbox = Sandbox.start(version)) {
      assertAnswer(new Client(sandbox.uri(), "").post(ROUTE, "{}", "Request-Timeout", "30s"))
          .fails(1100, "Request-Timeout parse failed, err: ");
    }
  }
}

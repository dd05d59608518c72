package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked to find out the version, and what odd answers are worth. */
class VersionProbeTest {
  private static final String NOWHERE = "404 page not found";

  private final ScriptedTransport transport = new ScriptedTransport();
  private final MilvusClient milvus =
      new MilvusClient(
          new Cluster("prod", URI.create("http://host"), Token.NONE, Duration.ofMinutes(1)),
          transport,
          new Backoff(Retries.DEFAULT, wait -> {}, () -> 1.0),
          answer -> {});

  @ParameterizedTest
  @ValueSource(strings = {"2.6.20", "v2.6.20", "2.6.20 (build 7)"})
  void aNumberIsTakenInWhateverDress(String told) {
    transport.json("{\"code\":0,\"data\":{\"version\":\"" + told + "\"}}");

    assertThat(milvus.version("default")).hasToString("Milvus 2.6.20");
    assertThat(transport.sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"version\":null}", "{\"version\":\"master-20260807\"}"})
  void noNumberIsNoAnswer(String data) {
    transport
        .json("{\"code\":0,\"data\":" + data + "}")
        .json("{\"code\":0,\"data\":[\"default\"]}")
        .json("{\"code\":0,\"data\":[]}");

    assertThat(milvus.version("default")).hasToString("Milvus 2.4.18 or later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "7", "[7]", "[{}]", "\"docs\""})
  void anOddListOfCollectionsNarrowsNothing(String data) {
    transport
        .answer(404, NOWHERE)
        .json("{\"code\":0,\"data\":[\"default\"]}")
        .json("{\"code\":0,\"data\":" + data + "}");
    // [7] is asked about as the name that it is not, and is not there.
    transport.json("{\"code\":100,\"message\":\"can't find collection\"}");

    assertThat(milvus.version("default")).hasToString("Milvus 2.4.18 or later");
  }

  @Test
  void aRefusedTokenIsNoVersion() {
    transport.answer(401, "{\"code\":1800,\"message\":\"user hasn't authenticated\"}");

    assertThatExceptionOfType(MilvusException.class)
        .isThrownBy(() -> milvus.version("default"))
        .matches(e -> e.outcome() == Outcome.UNAUTHENTICATED);
  }

  @Test
  void anAliasIsToldFromACollectionAndFromATrouble() {
    transport
        .json("{\"code\":0,\"data\":{\"aliasName\":\"live\",\"collectionName\":\"blue\"}}")
        .json("{\"code\":1600,\"message\":\"alias not found[database=default][alias=blue]\"}")
        .json("{\"code\":65535,\"message\":\"something else\"}");

    assertThat(milvus.aliasOf("default", "live")).contains("blue");
    assertThat(milvus.aliasOf("default", "blue")).isEmpty();
    assertThatExceptionOfType(MilvusException.class)
        .isThrownBy(() -> milvus.aliasOf("default", "blue"));
    assertThat(transport.sent().get(0).json())
        .isEqualTo("{\"dbName\":\"default\",\"aliasName\":\"live\"}");
  }
}

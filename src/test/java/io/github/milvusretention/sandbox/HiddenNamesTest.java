package io.github.milvusretention.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists for a user with restricted privileges, which silently lack names. */
class HiddenNamesTest {
  private final Sandbox sandbox =
      Sandbox.builder()
          .seed(
              start -> {
                start.createDatabase("sales");
                start.createCollection("default", "docs");
                start.createPartitions("default", "docs", "january", "february");
              })
          .start();
  private final Client client = new Client(sandbox.uri(), "");

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void hiddenNamesAreNotListedButStillExist() throws IOException {
    sandbox.hideDatabase("sales");
    sandbox.hideCollection("default", "docs");
    sandbox.hidePartitions("default", "docs", "january");

    assertThat(data("databases/list", "{}")).isEqualTo("[\"default\"]");
    assertThat(data("collections/list", "{}")).isEqualTo("[]");
    assertThat(data("partitions/list", "{\"collectionName\":\"docs\"}"))
        .isEqualTo("[\"_default\",\"february\"]");
    assertThat(data("collections/has", "{\"collectionName\":\"docs\"}"))
        .isEqualTo("{\"has\":true}");
    assertThat(
            data("partitions/has", "{\"collectionName\":\"docs\",\"partitionName\":\"january\"}"))
        .isEqualTo("{\"has\":true}");

    sandbox.heal();

    assertThat(data("databases/list", "{}")).contains("sales");
    assertThat(data("collections/list", "{}")).isEqualTo("[\"docs\"]");
    assertThat(data("partitions/list", "{\"collectionName\":\"docs\"}")).contains("january");
  }

  private String data(String route, String body) throws IOException {
    return client.post(route, body).data().toString();
  }
}

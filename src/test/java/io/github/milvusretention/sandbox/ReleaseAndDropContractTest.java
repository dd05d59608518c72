package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The whole program with loaded partitions that contain data; {@link PartitionContractTest}
 * describes where it runs. Only the server's own answers say what became of them.
 */
@Slow
@ParameterizedClass
@MethodSource("io.github.milvusretention.sandbox.Target#forWholeRuns")
class ReleaseAndDropContractTest {
  private static final int ROWS = 10;
  private static final String TOKEN = "      token: ${MILVUS_TOKEN}\n";
  private static final String KEPT = "p_2020_01_08";
  private static final List<String> EXPIRED =
      List.of(
          "p_2020_01_01",
          "p_2020_01_02",
          "p_2020_01_03",
          "p_2020_01_04",
          "p_2020_01_05",
          "p_2020_01_06",
          "p_2020_01_07");
  private static final List<String> ALL = Stream.concat(EXPIRED.stream(), Stream.of(KEPT)).toList();

  private final OwnCollection own;
  private final Installation here;

  ReleaseAndDropContractTest(Target target, @TempDir Path directory) {
    own = new OwnCollection(target.client());
    String rules = rules(own.name());
    here =
        Installation.at(target.uri(), target.token(), directory)
            .rules(target.token().isEmpty() ? rules.replace(TOKEN, "") : rules);
  }

  private static String rules(String collection) {
    return """
    retention:
      clusters:
        local:
          uri: ${MILVUS_URI}
          token: ${MILVUS_TOKEN}
          allow-plain-http: true
          max-calls-per-second: 1000
      policies:
        daily:
          cluster: local
          collections: [%s]
          partitions: ["'p_'uuuu_MM_dd"]
          keep: P30D
          still-written: off
          new-rules: off
          max-share: 100%%
          release-batch: 5
    """
        .formatted(collection);
  }

  @BeforeEach
  void loadPartitionsWithData() throws IOException {
    own.create();
    own.releaseCollection();
    for (String partition : ALL) {
      own.createPartition(partition);
      own.insert(partition, ROWS);
    }
    own.flush();
    own.loadCollection();
    await().atMost(Duration.ofMinutes(2)).until(() -> loadState(ALL).equals("LoadStateLoaded"));
  }

  @AfterEach
  void dropCollection() throws IOException {
    own.dropCollection();
  }

  @Test
  void whatIsExpiredIsReleasedInBatchesDroppedAndConfirmedAndTheRestStaysLoaded()
      throws IOException {
    long rows = own.rows(KEPT);

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.only().get("dropped").intValue()).isEqualTo(EXPIRED.size());
    assertThat(own.list()).containsExactlyInAnyOrder("_default", KEPT);
    for (String partition : EXPIRED) {
      assertThat(own.has(partition)).as(partition).isFalse();
    }
    assertThat(loadState(List.of(KEPT))).isEqualTo("LoadStateLoaded");
    assertThat(own.rows(KEPT)).isGreaterThanOrEqualTo(rows);
    assertThat(here.ledger(1))
        .hasSize(EXPIRED.size())
        .allSatisfy(
            item -> {
              assertThat(item.get("state").stringValue()).isEqualTo("DROPPED");
              assertThat(item.get("calls").values())
                  .extracting(call -> call.get("route").stringValue())
                  .containsExactly("partitions/release", "partitions/drop");
            });
  }

  @Test
  void whatIsAlreadyReleasedIsDroppedAsWell() throws IOException {
    assertAnswer(own.release(EXPIRED.get(0), EXPIRED.get(3))).succeeds();

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(own.list()).containsExactlyInAnyOrder("_default", KEPT);
    assertThat(here.run("check").exit()).isZero();
  }

  /** Loaded only if all of them are. */
  private String loadState(List<String> partitions) throws IOException {
    JsonNode data = own.loadState(partitions.toArray(String[]::new)).data();
    return data.path("loadState").stringValue();
  }
}

package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The answer of plan to the byte, as other programs read it. */
class PlanOutputTest {
  private static final String RULES =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
            token: ${MILVUS_TOKEN}
            retry-budget: 0s
        policies:
          quick-setup:
            {cluster: local, collections: [quick_setup], partitions: ["MMMM"], keep: P3M, still-written: off, max-share: 75%, new-rules: off}
          tenants:
            cluster: local
            database: "*"
            collections: ["t_*", weeks, denied, missing]
            partitions: ["*_uuuu_MM", "uuuuMMdd"]
            keep: P3M
            still-written: off
            max-drops: 4
            new-rules: off
          third:
            cluster: local
            collections: [t_1]
            partitions: ["'acme_'uuuu_MM"]
            keep: P3M
            still-written: off
            new-rules: off
          nowhere: {cluster: local, database: absent, collections: [x], partitions: ["uuuu"], keep: P3M, still-written: off}
      """;

  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(PlanOutputTest::seed).start();
  private final Path directory;
  private final Installation here;

  PlanOutputTest(@TempDir Path directory) {
    this.directory = directory;
    here = new Installation(Databases.H2, directory, sandbox).rules(RULES);
    sandbox
        .on("partitions/get_stats")
        .forPartition("zeta_2026_01")
        .react(Reaction.error(65535, "no stats"));
    sandbox
        .on("collections/describe")
        .onCollection("denied")
        .react(Reaction.forbidden("DescribeCollection"));
  }

  private static void seed(Sandbox sandbox) {
    States.quickSetup(sandbox);
    for (String database : List.of("default", "other")) {
      sandbox.createCollection(database, "t_1");
      sandbox.createPartitions(
          database,
          "t_1",
          List.of("acme_2026_01", "acme_2026_02", "acme_2026_10", "zeta_2026_01", "zeta_2026_11"));
      sandbox.createPartitions(database, "t_1", "x", "misc_2026_13");
      sandbox.createCollection(database, "weeks");
      sandbox.createPartitions(
          database, "weeks", "20260907", "20260914", "20260921", "20260928", "20261005");
    }
    sandbox.createCollection("default", "denied");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void asJson() throws IOException {
    Ended plan = here.run("plan --output json");

    assertThat(plan.exit()).isEqualTo(6);
    assertThat(plan.out()).isEqualTo(expected("plan.json"));
    assertThat(plan.out())
        .as("as if written at once")
        .isEqualTo(
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(plan.json())
                + System.lineSeparator());
  }

  @Test
  void asTableOfCollections() throws IOException {
    Ended plan = here.run("plan");

    assertThat(plan.exit()).isEqualTo(6);
    assertThat(plan.out()).isEqualTo(expected("plan.txt"));
  }

  @Test
  void asTableOfPartitions() throws IOException {
    Ended plan = here.run("plan --details");

    assertThat(plan.exit()).isEqualTo(6);
    assertThat(plan.out()).isEqualTo(expected("plan-details.txt"));
  }

  @Slow
  @Test
  void onATerminalNothingIsWiderThanItButACommandAndADigest() throws IOException {
    here.onTerminal(80);
    String collections = here.run("plan").out();
    String partitions = here.run("plan --only expired,UNRECOGNISED").out();

    assertThat(collections).isEqualTo(expected("plan-80.txt"));
    assertThat(partitions).isEqualTo(expected("plan-only-80.txt"));
    assertThat((collections + partitions).lines())
        .filteredOn(line -> line.length() > 80)
        .allMatch(line -> line.matches("  digest sha256:.*|    milvus-retention --config .*"));
  }

  @Slow
  @Test
  void asJsonOfNoPlan() {
    assertThat(here.run("plan --policy nowhere --output json").out())
        .isEqualTo("[ ]" + System.lineSeparator());
  }

  private String expected(String name) throws IOException {
    try (InputStream file = PlanOutputTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .replace("RULES-FILE", directory.resolve("retention.yaml").toString())
          .replace("\n", System.lineSeparator());
    }
  }
}

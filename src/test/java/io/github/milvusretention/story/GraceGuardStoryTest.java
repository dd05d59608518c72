package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guards and acceptances make of partitions that are released and wait. */
@Slow
@OneDatabase
class GraceGuardStoryTest {
  private static final String DB = "default";
  private static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "${MILVUS_URI}", token: "${MILVUS_TOKEN}", max-calls-per-second: 1000}
        policies:
          docs:
            cluster: local
            collections: [docs]
            partitions: [uuuu_MM]
            keep: P3M
            keep-newest: 0
            max-share: 100%
            new-rules: off
            still-written: off
            grace: P7D
      """;
  private static final Pattern ACCEPT =
      Pattern.compile("((?:rerun \\d+|run --policy docs --as-of \\S+ --again) --accept \\S+)");

  private final Sandbox sandbox = Installation.cluster();
  private final Installation here;

  GraceGuardStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "2026_01", "2026_02");
    sandbox.load(DB, "docs", "2026_01", "2026_02");
  }

  @Test
  void thatEverythingWouldGoIsAskedAtTheReleaseAndAtTheDropAndNotInBetween() {
    accepted("everything: the plan releases all recognised partitions");
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(here.run("run").exit()).as("they only wait").isZero();
    assertThat(sandbox.partitions(DB, "docs")).hasSize(3);

    here.itIs("2026-12-02T10:00:00Z");
    accepted("everything: the plan drops all recognised partitions");
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("_default");
  }

  @Test
  void anAcceptanceThatReleasedCountsOnceToo() {
    sandbox.createPartitions(DB, "docs", "2026_11");
    assertThat(here.run("run").exit()).isZero();
    sandbox.load(DB, "docs", "2026_01");
    here.itIs("2026-11-25T10:00:00Z");
    String command = command(here.run("run"));
    assertThat(here.run(command.split(" ")).exit()).isZero();
    assertThat(sandbox.loaded(DB, "docs")).isEmpty();

    sandbox.load(DB, "docs", "2026_01");
    Ended again = here.run(command.split(" "));
    assertThat(again.exit()).as(again.all()).isEqualTo(4);
    assertThat(again.all()).contains("this plan was already accepted once");
    assertThat(sandbox.loaded(DB, "docs")).containsExactly("2026_01");
  }

  private void accepted(String refusal) {
    Ended refused = here.run("run");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.all()).contains(refusal);
    Ended accepted = here.run(command(refused).split(" "));
    assertThat(accepted.exit()).as(accepted.all()).isZero();
  }

  private static String command(Ended ended) {
    Matcher command = ACCEPT.matcher(ended.all());
    assertThat(command.find()).as(ended.all()).isTrue();
    return command.group(1);
  }
}

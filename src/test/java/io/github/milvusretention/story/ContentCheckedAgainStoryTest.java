package io.github.milvusretention.story;

import static io.github.milvusretention.story.ContentSetup.DB;
import static io.github.milvusretention.story.ContentSetup.QUERY;
import static io.github.milvusretention.story.ContentSetup.RULES;
import static io.github.milvusretention.story.ContentSetup.reason;
import static io.github.milvusretention.story.ContentSetup.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are asked for again by the run that continues, and not once they were released. */
@Slow
class ContentCheckedAgainStoryTest {
  private final Sandbox sandbox;
  private final Installation here;

  ContentCheckedAgainStoryTest(@TempDir Path directory) {
    ContentSetup setup = new ContentSetup(directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void aRunThatIsContinuedAsksAgain() {
    here.rules(RULES + "      release-batch: 1\n");
    sandbox.on("partitions/release").react(Reaction.error(65535, "busy"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.content(DB, "docs", "2026_01", row("1767225600"), row("1772713200"));

    Ended rerun = here.run("rerun --output json");

    assertThat(rerun.exit()).as(rerun.all()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_01", "2026_11", "_default");
    assertThat(here.results(1)).contains("docs/2026_01 SKIPPED", "docs/2026_02 DROPPED");
    assertThat(rerun.err()).contains("default.docs/2026_01: MISMATCH, has a row with created_at");
  }

  @Test
  void whatWasReleasedAfterTheCheckIsNotAskedAgain() {
    here.rules(RULES + "      grace: P7D\n");
    sandbox.content(DB, "docs", "2026_01", row("1772713200"));
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.results(1)).containsExactly("docs/2026_02 RELEASED", "docs/2026_03 RELEASED");
    sandbox.clearCalls();
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.callsTo(QUERY))
        .extracting(Call::partitions)
        .containsOnly(List.of("2026_01"));
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_01", "2026_11", "_default");
  }

  /** Of none, of another field, and where a name was trusted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "content-check: {field: updated_at, unit: seconds, when-unloaded: trust-name}",
        "content-check: {field: created_at, unit: millis, when-unloaded: trust-name}",
        "content-check: {field: created_at, unit: seconds, when-unloaded: trust-name}"
      })
  void whatWasReleasedWithoutThatCheckIsKeptUnlessTheNameIsTrusted(String before) {
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "2026_01", "2026_02", "2026_11");
    String now = RULES + "      grace: P7D\n";
    here.rules(now.replaceAll("content-check.*", before));
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.results(1)).containsExactly("docs/2026_01 RELEASED", "docs/2026_02 RELEASED");
    here.rules(now);
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.partitions(DB, "docs")).contains("2026_01", "2026_02");
    assertThat(reason(here.run("plan --output json"), "2026_01"))
        .isEqualTo("KEPT it is not loaded, so that its rows cannot be asked for their time");
    here.rules(now.replace("unit: seconds", "unit: seconds, when-unloaded: trust-name"));
    assertThat(here.run("run --again").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_11", "_default");
  }

  /** The plan was made before the check was written, and releases after it. */
  @Test
  void aRerunDoesNotMakeItsPlanAskedByALaterCheck() {
    String now = RULES + "      grace: P7D\n";
    here.rules(now.replaceAll("content-check.*", ""));
    sandbox.on("partitions/release").react(Reaction.error(65535, "not today"));
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    here.rules(now);
    assertThat(here.run("rerun 1").exit()).isZero();
    assertThat(here.results(1)).contains("docs/2026_01 RELEASED");
    here.itIs("2026-12-02T10:00:00Z");

    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.partitions(DB, "docs")).contains("2026_01", "2026_02", "2026_03");
  }
}

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
import org.junit.jupiter.params.provider.CsvSource;

/** A partition whose rows do not agree with its name is kept. */
@Slow
class ContentCheckStoryTest {
  private final Sandbox sandbox;
  private final Installation here;

  ContentCheckStoryTest(@TempDir Path directory) {
    ContentSetup setup = new ContentSetup(directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void whatAgreesGoesAndSoDoesWhatIsEmpty() {
    Ended ran = here.run("run");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_11", "_default");
    assertThat(sandbox.callsTo(QUERY))
        .as("asked before the first release")
        .allSatisfy(
            query -> assertThat(query.number()).isLessThan(sandbox.mutations().get(0).number()))
        .allSatisfy(
            query ->
                assertThat(query.body().get("consistencyLevel").stringValue()).isEqualTo("Strong"));
  }

  @Test
  void aRowFromAfterThePeriodIsAMismatchAndReported() {
    sandbox.content(DB, "docs", "2026_01", row("1767225600"), row("1772713200"));

    Ended plan = here.run("plan --output json");

    assertThat(reason(plan, "2026_01"))
        .isEqualTo(
            "MISMATCH has a row with created_at 2026-03-05T12:20:00Z, and its period ended"
                + " 2026-02-01T00:00:00Z");
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_01", "2026_11", "_default");
    assertThat(ran.err()).contains("default.docs/2026_01: MISMATCH, has a row with created_at");
    assertThat(sandbox.mutations())
        .as("not even released")
        .noneMatch(call -> call.partitions().contains("2026_01"));
    assertThat(plan.all() + ran.all()).doesNotContain("s3cr3t-r0w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1767225600 null            | only 1 of its 2 rows have a created_at in seconds
          null                       | only 0 of its 1 rows have a created_at in seconds
          "2026-01-05"               | only 0 of its 1 rows have a created_at in seconds
          1767225600 600000000       | only 1 of its 2 rows have a created_at in seconds
          1767225600000              | has a row whose created_at is no time before 2100-01-01
          1767225600 4200000000      | has a row whose created_at is no time before 2100-01-01
          """)
  void whatIsUnclearIsKept(String values, String reason) {
    sandbox.content(
        DB,
        "docs",
        "2026_01",
        List.of(values.split(" ")).stream().map(ContentSetup::row).toArray(String[]::new));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_01", "2026_11", "_default");
    assertThat(reason(here.run("plan --output json"), "2026_01")).startsWith("KEPT " + reason);
    assertThat(ran.err())
        .contains("content-check: expired partitions kept since too little is known of them: 1;");
  }

  @Test
  void millisOfAPolicyInSecondsAndSecondsOfOneInMillisAreNoProof() {
    here.rules(RULES.replace("seconds", "millis"));

    here.run("run");

    assertThat(sandbox.partitions(DB, "docs"))
        .containsExactly("2026_01", "2026_02", "2026_11", "_default");
    sandbox.content(DB, "docs", "2026_01", row("1767225600000"));
    here.run("run --again");
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_02", "2026_11", "_default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "2026-01-31T23:59:59Z"      | EXPIRED
          "2026-01-31T23:59:59.999Z"  | EXPIRED
          "2026-02-01T00:00:00Z"      | MISMATCH
          "2026-02-01T00:00:00.001Z"  | MISMATCH
          "2026-01-31T23:59:59+05:00" | KEPT
          "2026-01-31 23:59:59Z"      | KEPT
          "2026-01-31"                | KEPT
          "2026-02-01"                | KEPT
          1767225600                  | KEPT
          """)
  void textsMustBeInUtc(String value, String verdict) {
    here.rules(RULES.replace("seconds", "iso"));
    sandbox.content(DB, "docs", "2026_01", row(value));

    assertThat(reason(here.run("plan --output json"), "2026_01")).startsWith(verdict + " ");
  }

  @Test
  void whatIsNotLoadedIsKeptUnlessTheNameIsTrusted() {
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "2026_01", "2026_02", "2026_03", "2026_11");
    sandbox.load(DB, "docs", "2026_02");
    sandbox.clearCalls();

    assertThat(reason(here.run("plan --output json"), "2026_01"))
        .isEqualTo("KEPT it is not loaded, so that its rows cannot be asked for their time");
    assertThat(sandbox.callsTo(QUERY))
        .extracting(Call::partitions)
        .containsOnly(List.of("2026_02"));

    here.rules(RULES.replace("unit: seconds", "unit: seconds, when-unloaded: trust-name"));
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_11", "_default");
  }

  /** Some releases answer that there is nothing in it. */
  @Test
  void aPartitionThatIsReleasedBetweenTheQuestionsIsNotTakenForEmpty() {
    sandbox
        .on("collections/get_load_state")
        .forPartition("2026_03")
        .fromCall(2)
        .react(Reaction.data("{\"loadState\":\"LoadStateNotLoad\"}"));
    sandbox.on(QUERY).forPartition("2026_03").once().react(Reaction.data("[]"));
    sandbox.on(QUERY).forPartition("2026_03").react(Reaction.data("[{\"count(*)\":0}]"));

    assertThat(reason(here.run("plan --output json"), "2026_03"))
        .isEqualTo("KEPT it is not loaded, so that its rows cannot be asked for their time");
  }

  @Test
  void aPartitionThatCannotBeAskedIsKeptAndTheOthersGo() {
    sandbox
        .on(QUERY)
        .forPartition("2026_01")
        .react(Reaction.error(1100, "field created_at not exist: invalid parameter"));

    Ended ran = here.run("run");

    assertThat(ran.exit()).isZero();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_01", "2026_11", "_default");
    assertThat(reason(here.run("plan --output json"), "2026_01"))
        .startsWith("KEPT its rows could not be asked for their time: ")
        .contains("field created_at not exist");
  }

  @Test
  void withoutTheKeyNothingIsAsked() {
    here.rules(RULES.replaceAll(" *content-check.*\n", ""));

    assertThat(here.run("run").exit()).isZero();

    assertThat(sandbox.callsTo(QUERY)).isEmpty();
    assertThat(sandbox.partitions(DB, "docs")).containsExactly("2026_11", "_default");
  }
}

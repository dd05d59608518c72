package io.github.milvusretention.console.partition;

import static io.github.milvusretention.console.LivePages.DB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.job.history.Purge;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.time.Instant;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** What the page of a partition tells of what runs did to it. */
@Slow
class PartitionRecordTest {
  private final PartitionPages partitions;
  private final LivePages pages;
  private final Sandbox sandbox;

  PartitionRecordTest(PartitionPages partitions) {
    this.partitions = partitions;
    pages = partitions.live;
    sandbox = pages.sandbox;
  }

  @Test
  void oneThatWasDroppedTellsByWhichRunAndEachCall() throws IOException {
    pages.collection("dropped", "2026_01", "2026_11");
    sandbox.rows(DB, "dropped", "2026_01", 1234);
    RunReport run = pages.runs("dropped");

    HtmlPage page =
        partitions.look("2026_01", "&policy=dropped", "&database=default", "&collection=dropped");

    assertThat(whole(page))
        .contains("No collection that the rules select has it")
        .contains("default.dropped DROPPED planned by run " + run.executionId())
        .contains("dropped as of 2026-11-24", "Rows1234", "Drops sent1")
        .contains("schedule by schedule <b>nightly</b>", "Expired 2026-05-01 00:00:00")
        .contains("partitions/drop", "SUCCESS", "keep: P3M")
        .contains("Seen by the last plan of each policy");
    assertThat(page.getAnchorByText("run " + run.executionId()).getHrefAttribute())
        .isEqualTo("/runs/" + run.executionId());
    assertThat(page.getByXPath("//main//b")).isEmpty();
  }

  @Test
  void oneThatIsReleasedAndWaitsCanBeRestored() throws IOException {
    pages.collection("graced", "2026_01", "2026_11");
    sandbox.load(DB, "graced");
    pages.runs("graced");

    HtmlPage page = partitions.look("2026_01", "&policy=graced");

    assertThat(whole(page))
        .contains("default.graced EXPIRED", "default.graced RELEASED", "to be released")
        .contains("Released 2026-11-24 10:00:00", "partitions/release");
    assertThat(page.asNormalizedText())
        .as("with the reason why not here")
        .contains("Restore it: a run has released it Nobody may act here until there are users");
  }

  @Slow
  @Test
  void eachTimeThatItWasPlannedIsToldTheLastFirst() throws IOException {
    pages.collection("again", "2026_01", "2026_11");
    sandbox.on("partitions/drop").onCollection("again").react(Reaction.error(65535, "no"));
    for (int run = 0; run < 23; run++) {
      pages.run("again");
    }

    HtmlPage page = partitions.look("2026_01", "&policy=again");

    assertThat(page.asNormalizedText()).contains("1–20 of 23 times", "attempt 23", "attempt 4");
    HtmlPage last = pages.follow(page, "Next");
    assertThat(last.asNormalizedText())
        .contains("21–23 of 23 times", "attempt 3", "again as of 2026-11-24")
        .doesNotContain("attempt 4");
    assertThat(last.getUrl().getQuery()).contains("policy=again", "name=2026_01");
  }

  @Test
  void whoAcceptedItAndWhyIsTold() throws IOException {
    pages.collection("accepted", "2026_01", "2026_02", "2026_11");
    assertThat(pages.run("accepted").exit()).isEqualTo(RunExit.GUARD_REFUSED);
    assertThat(pages.run("accepted", pages.digest("accepted")).exit()).isEqualTo(RunExit.DONE);

    HtmlPage page = partitions.look("2026_01", "&policy=accepted");

    assertThat(page.asNormalizedText())
        .contains("by ada@ops at 2026-11-24 10:00:00", ": agreed <i>with</i> the owners")
        .contains("the plan drops 2 partitions; max-drops allows 1");
    assertThat(page.getByXPath("//main//i")).isEmpty();
  }

  @Test
  void theRecordStaysWhenItsRunIsPurged() throws IOException {
    pages.collection("old", "2026_01", "2026_11");
    RunReport run = pages.runs("old");
    // Purge leaves the last one of each policy.
    pages.runs("old");
    pages
        .database()
        .change(
            "UPDATE batch_job_execution SET end_time = TIMESTAMP '2020-01-01 00:00:00'"
                + " WHERE job_execution_id = "
                + run.executionId());
    pages
        .bean(Purge.class)
        .finishedBefore(Instant.parse("2021-01-01T00:00:00Z"), Actor.ofCommand("ada", "ops"));

    assertThat(partitions.look("2026_01", "&policy=old").asNormalizedText())
        .contains("default.old DROPPED", run.executionId() + ", removed by purge")
        .contains("The calls that were sent were removed with their run, by purge.");
  }

  @Test
  void theRecordIsThereAlsoWhereTheClusterIsNot() throws IOException {
    pages.collection("away", "2026_01", "2026_11");
    pages.runs("away");
    sandbox.on("collections/list").react(Reaction.reset());
    sandbox.on("collections/describe").onCollection("away").react(Reaction.reset());

    HtmlPage page =
        partitions.look("2026_01", "&policy=away", "&database=default", "&collection=away");

    sandbox.heal();
    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
    assertThat(page.asNormalizedText())
        .contains("Policy away could not be asked for what is there now: ")
        .contains("default.away DROPPED");
    HtmlPage again = pages.follow(page, "Ask again");
    assertThat(again.asNormalizedText()).doesNotContain("could not be asked");
    assertThat(again.getUrl().getQuery())
        .isEqualTo("name=2026_01&policy=away&database=default&collection=away");
  }

  /** With what is shown on a click alone. */
  private static String whole(HtmlPage page) {
    return page.getBody().getTextContent().replaceAll("\\s+", " ");
  }
}

package io.github.milvusretention.console.partition;

import static io.github.milvusretention.console.LivePages.DB;
import static io.github.milvusretention.console.LivePages.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.Purge;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page of a partition. Each test has a policy of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionPageTest {
  private static final String SCRIPT = "<script>alert('x')</script> \"quoted\" & \u202Etxt";
  private static final String RULES =
      policy("there", "there", "schedule: \"0 15 3 * * ?\"")
          + policy("dropped", "dropped", "keep-newest: 0")
          + policy("two", "\"two_*\"", "keep-newest: 0")
          + policy("graced", "graced", "grace: P7D")
          + policy("again", "again", "keep-newest: 0")
          + policy("accepted", "accepted", "max-drops: 1", "keep-newest: 0")
          + policy("old", "old", "keep-newest: 0")
          + policy("hostile", "hostile", "keep-newest: 0").replace("uuuu_MM", "*_uuuu_MM")
          + policy("busy", "busy", "keep-newest: 0")
          + policy("away", "away", "keep-newest: 0");

  private Sandbox sandbox;
  private LivePages pages;

  @BeforeAll
  void start(@TempDir Path directory) {
    sandbox = Sandbox.builder().start();
    pages = new LivePages(Databases.H2, directory, sandbox, RULES);
  }

  @AfterAll
  void stop() {
    pages.close();
  }

  private void months(String collection, String... months) {
    sandbox.createCollection(DB, collection);
    sandbox.createPartitions(DB, collection, months);
  }

  private HtmlPage look(String name, String... where) throws IOException {
    return pages.page("/partition?name=" + URLEncoder.encode(name, UTF_8) + String.join("", where));
  }

  @Test
  void withoutANameItOffersTheForm() throws IOException {
    HtmlPage page = pages.page("/partition");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
    assertThat(page.getElementsByName("name")).hasSize(1);
    assertThat(page.asNormalizedText()).doesNotContain("There now");
  }

  @Test
  void oneThatIsThereSaysWhyWhenItGoesAndWhatWouldHaveToChange() throws IOException {
    months("there", "2026_08", "2026_09", "2026_10");
    pages.hold("there", "2026_09", "ada", "audit of 2026");

    HtmlPage kept = look("2026_08", "&policy=there");
    assertThat(kept.asNormalizedText())
        .contains("default.there KEPT", "Period\n2026-08-01 to 2026-09-01")
        .contains("2026-12-01 00:00:00", "goes at 2026-12-01T03:15Z", "2026-12-01 03:15:00")
        .contains("No run has planned to drop or release it");
    assertThat(kept.getAnchorByText("Hold it here").getHrefAttribute())
        .isEqualTo(
            "/holds/new?policy=there&cluster=local&database=default&collection=there"
                + "&partition=2026_08");
    assertThat(kept.getByXPath("//a[starts-with(@href, '/restore')]")).isEmpty();
    assertThat(look("2026_09", "&policy=there").asNormalizedText())
        .contains("HELD", "of ada (audit of 2026)", "it stays until nothing holds it any more");
    assertThat(look("_default", "&policy=there").asNormalizedText()).contains("PROTECTED");
  }

  @Test
  void oneThatWasDroppedTellsByWhichRunAndEachCall() throws IOException {
    months("dropped", "2026_01", "2026_11");
    sandbox.rows(DB, "dropped", "2026_01", 1234);
    RunReport run = pages.runs("dropped");

    HtmlPage page = look("2026_01", "&policy=dropped", "&database=default", "&collection=dropped");

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
  void oneThatWasNeverSeenIsSaidToBeUnknown() throws IOException {
    assertThat(look("undecember").asNormalizedText())
        .contains("No collection that the rules select has it")
        .contains("No run has planned to drop or release it")
        .contains("Nothing is known of a partition of this name. Names are exact");
    assertThat(look("undecember", "&policy=gone").asNormalizedText())
        .contains("The rules have no policy gone now. What is recorded of it is shown.");
  }

  @Test
  void oneInTwoCollectionsIsToldForEach() throws IOException {
    months("two_a", "2026_01", "2026_10");
    months("two_b", "2026_01", "2026_10");
    sandbox
        .on("partitions/drop")
        .onCollection("two_b")
        .react(Reaction.error(65535, "disk <b>full</b>"));
    assertThat(pages.run("two").exit()).isEqualTo(RunExit.PARTITIONS_FAILED);

    String both = look("2026_01", "&policy=two").asNormalizedText();
    assertThat(both)
        .contains("default.two_b EXPIRED", "default.two_b FAILED", "default.two_a DROPPED")
        .contains("disk <b>full</b>", "1–2 of 2 times")
        .doesNotContain("default.two_a EXPIRED");
    assertThat(look("2026_01", "&policy=two", "&collection=two_a").asNormalizedText())
        .contains("default.two_a DROPPED", "1–1 of 1 times")
        .doesNotContain("two_b");
  }

  @Test
  void oneThatIsReleasedAndWaitsCanBeRestored() throws IOException {
    months("graced", "2026_01", "2026_11");
    sandbox.load(DB, "graced");
    pages.runs("graced");

    HtmlPage page = look("2026_01", "&policy=graced");

    assertThat(whole(page))
        .contains("default.graced EXPIRED", "default.graced RELEASED", "to be released")
        .contains("Released 2026-11-24 10:00:00", "partitions/release");
    assertThat(page.getAnchorByText("Restore it: a run has released it").getHrefAttribute())
        .isEqualTo("/restore?policy=graced&database=default&collection=graced&partition=2026_01");
  }

  @Test
  void eachTimeThatItWasPlannedIsToldTheLastFirst() throws IOException {
    months("again", "2026_01", "2026_11");
    sandbox.on("partitions/drop").onCollection("again").react(Reaction.error(65535, "no"));
    for (int run = 0; run < 23; run++) {
      pages.run("again");
    }

    HtmlPage page = look("2026_01", "&policy=again");

    assertThat(page.asNormalizedText()).contains("1–20 of 23 times", "attempt 23", "attempt 4");
    HtmlPage last = pages.follow(page, "Next");
    assertThat(last.asNormalizedText())
        .contains("21–23 of 23 times", "attempt 3", "again as of 2026-11-24")
        .doesNotContain("attempt 4");
    assertThat(last.getUrl().getQuery()).contains("policy=again", "name=2026_01");
  }

  @Test
  void whoAcceptedItAndWhyIsTold() throws IOException {
    months("accepted", "2026_01", "2026_02", "2026_11");
    assertThat(pages.run("accepted").exit()).isEqualTo(RunExit.GUARD_REFUSED);
    assertThat(pages.run("accepted", pages.digest("accepted")).exit()).isEqualTo(RunExit.DONE);

    HtmlPage page = look("2026_01", "&policy=accepted");

    assertThat(page.asNormalizedText())
        .contains("by ada@ops at 2026-11-24 10:00:00", ": agreed <i>with</i> the owners")
        .contains("the plan drops 2 partitions; max-drops allows 1");
    assertThat(page.getByXPath("//main//i")).isEmpty();
  }

  @Test
  void theRecordStaysWhenItsRunIsPurged() throws IOException {
    months("old", "2026_01", "2026_11");
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

    assertThat(look("2026_01", "&policy=old").asNormalizedText())
        .contains("default.old DROPPED", run.executionId() + ", removed by purge")
        .contains("The calls that were sent were removed with their run, by purge.");
  }

  @Test
  void theRecordIsThereAlsoWhereTheClusterIsNot() throws IOException {
    months("away", "2026_01", "2026_11");
    pages.runs("away");
    sandbox.on("collections/list").react(Reaction.reset());
    sandbox.on("collections/describe").onCollection("away").react(Reaction.reset());

    HtmlPage page = look("2026_01", "&policy=away", "&database=default", "&collection=away");

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

  @Test
  void whoAsksWithoutEndIsSentAwayAndTheRecordIsStillThere() throws Exception {
    months("busy", "2026_01", "2026_11");
    pages.runs("busy");
    sandbox.on("collections/list").react(Reaction.hang());
    URI base = pages.page("/partition").getUrl().toURI();
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < 3 + 16; i++) {
      URI address = base.resolve("/partition?policy=busy&fresh=true&name=p" + i);
      http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
    }

    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(base.resolve("/partition?policy=busy&name=2026_01")).build(),
            BodyHandlers.ofString());

    sandbox.heal();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("too many others wait for clusters to be asked; ask again in a moment")
        .contains("default.busy", "value=\"2026_01\"")
        .doesNotContain("This page loads again by itself");
    // Whoever comes next need not wait for them.
    await()
        .untilAsserted(
            () ->
                assertThat(look("2026_01", "&policy=busy").getWebResponse().getStatusCode())
                    .isEqualTo(200));
  }

  @Test
  void foreignTextIsText() throws IOException {
    List<String> names =
        List.of(
            SCRIPT + "_2026_01",
            "\"><img src=x onerror=alert(2)>_2026_01",
            "{0}%zz&a=b#c_2026_01",
            "a".repeat(200) + "_2026_01");
    months("hostile");
    sandbox
        .on("partitions/list")
        .onCollection("hostile")
        .react(
            Reaction.data(
                names.stream()
                        .map(name -> "\"" + name.replace("\"", "\\\"") + "\"")
                        .reduce("[\"_default\"", (one, other) -> one + "," + other)
                    + "]"));
    pages.hold("hostile", "*", SCRIPT, SCRIPT);

    for (String name : names) {
      HtmlPage page = look(name, "&policy=hostile");
      assertThat(page.asNormalizedText())
          .contains("Partition " + name, "of " + SCRIPT + " (" + SCRIPT + ")");
      assertThat(page.getByXPath("//main//script | //main//img | //@onerror")).isEmpty();
      assertThat(pages.follow(page, "Ask again").asNormalizedText())
          .contains("Partition " + name, "default.hostile");
    }
    HtmlPage page = look(SCRIPT, "&policy=%3Cscript%3E", "&database=%22%3E%3Cimg%3E");
    assertThat(page.getByXPath("//main//script | //main//img")).isEmpty();
  }

  /** With what is shown on a click alone. */
  private static String whole(HtmlPage page) {
    return page.getBody().getTextContent().replaceAll("\\s+", " ");
  }
}

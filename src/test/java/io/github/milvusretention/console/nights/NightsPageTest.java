package io.github.milvusretention.console.nights;

import static io.github.milvusretention.console.nights.FiveNights.HOSTILE;
import static io.github.milvusretention.console.nights.FiveNights.cell;
import static io.github.milvusretention.console.nights.FiveNights.marks;
import static io.github.milvusretention.console.nights.FiveNights.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Five nights of two policies, as the grid shows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NightsPageTest {
  private static final String DB = "default";

  private FiveNights nights;

  @BeforeAll
  void play(@TempDir Path directory) {
    nights = new FiveNights(Databases.H2, directory);
  }

  @AfterAll
  void stop() {
    nights.close();
  }

  private HtmlPage grid(String query) throws IOException {
    return nights.grid(query);
  }

  @Test
  void aCellSaysWhatWasDroppedAndLeadsToTheRun() throws IOException {
    DomElement cell = cell(grid("&policy=days"), "default.logs", "2026-11-20");

    assertThat(marks(cell)).isEqualTo("5");
    assertThat(words(cell)).isEqualTo("5 dropped");
    DomElement link = cell.getFirstByXPath(".//a");
    assertThat(link.getAttribute("href"))
        .isEqualTo("/runs/" + nights.report(0).executionId() + "?q=logs");
    assertThat(link.getAttribute("title")).isEqualTo("default.logs, 2026-11-20: 5 dropped");
  }

  @Test
  void whatFailedIsSeenAndComesFirst() throws IOException {
    HtmlPage page = grid("&policy=days");

    DomElement cell = cell(page, "default.logs", "2026-11-21");
    assertThat(marks(cell)).isEqualTo("×1");
    assertThat(cell.getAttribute("class")).contains("bad");
    assertThat(words(cell(page, "default.events", "2026-11-21"))).isEqualTo("1 dropped");
    assertThat(words(cell(page, "days", "2026-11-21")))
        .startsWith("some partitions failed: 1 failed, 1 dropped");
    List<DomElement> names = page.getByXPath("//tbody[2]/tr/th/span[@class='name']");
    assertThat(names).extracting(DomNode::getTextContent).startsWith("default.logs");
  }

  @Test
  void aNightThatAGuardRefusedIsMarkedInAllItsRows() throws IOException {
    HtmlPage page = grid("&policy=days");

    assertThat(marks(cell(page, "default.events", "2026-11-23"))).isEqualTo("!");
    assertThat(words(cell(page, "default.logs", "2026-11-23"))).startsWith("refused by a guard");
    assertThat(words(cell(page, "days", "2026-11-23")))
        .contains("refused by a guard", "the plan drops");
  }

  @Test
  void aMissingNightIsSeen() throws IOException {
    HtmlPage page = grid("&policy=days");

    DomElement run = cell(page, "days", "2026-11-22");
    assertThat(marks(run)).isEqualTo("none");
    assertThat(words(run)).isEqualTo("no run, although the schedule fires at 2026-11-22T03:15Z");
    assertThat(cell(page, "default.logs", "2026-11-22").getAttribute("class")).contains("missing");
  }

  @Test
  void aNightOnWhichTheScheduleDoesNotFireIsNotMissing() throws IOException {
    HtmlPage page = grid("&policy=west");

    assertThat(words(cell(page, "west", "2026-11-22")))
        .as("a Sunday")
        .isEqualTo("no run; the schedule does not fire");
    assertThat(words(cell(page, "west", "2026-11-24")))
        .as("it is night there still")
        .isEqualTo("not yet; fires at 2026-11-24T03:15-05:00");
    assertThat(marks(cell(page, "west", "2026-11-24"))).isEmpty();
  }

  @Test
  void aReleaseIsToldFromADrop() throws IOException {
    DomElement cell = cell(grid("&policy=west"), "default.west", "2026-11-20");

    assertThat(marks(cell)).isEqualTo("↓2");
    assertThat(words(cell)).isEqualTo("2 released");
  }

  @Test
  void aClusterThatCouldNotBeUsedIsToldInTheNightOfItsAsOf() throws IOException {
    HtmlPage page = grid("&policy=west");

    assertThat(words(cell(page, "west", "2026-11-23"))).startsWith("the cluster could not be used");
    assertThat(marks(cell(page, "default.west", "2026-11-23"))).isEqualTo("×");
  }

  @Test
  void twoPoliciesStandInOneGrid() throws IOException {
    HtmlPage page = grid("");

    List<DomElement> runs = page.getByXPath("//tbody[@class='runs']/tr/th/a");
    assertThat(runs).extracting(DomNode::getTextContent).containsExactly("days", "west");
    assertThat(cell(page, "default.west", "2026-11-20").getParentNode().asNormalizedText())
        .contains("west");
    assertThat(marks(cell(page, "default.logs", "2026-11-20"))).isEqualTo("5");
    assertThat(page.asNormalizedText()).contains("1–4 of 4 collections");
  }

  @Test
  void theTextFiltersCollections() throws IOException {
    HtmlPage page = grid("&q=EVEN");

    assertThat(page.asNormalizedText()).contains("default.events", "1–1 of 1 collections");
    assertThat(page.asNormalizedText()).doesNotContain("default.logs");
    assertThat(grid("&q=nothing").asNormalizedText()).contains("No collections");
  }

  @Test
  void otherNightsAreALinkAwayAndKeepTheFilter() throws IOException {
    HtmlPage earlier = grid("&q=logs").getAnchorByText("Earlier nights").click();

    assertThat(earlier.getUrl().getQuery()).contains("until=2026-11-19", "q=logs", "nights=5");
    HtmlPage later = earlier.getAnchorByText("Later nights").click();
    assertThat(later.getUrl().getQuery()).contains("until=2026-11-24", "q=logs");
    assertThat(later.getAnchors())
        .noneMatch(link -> link.asNormalizedText().equals("Later nights"));
  }

  /** Browsers encode it; what people type or paste is not always. */
  @Test
  void anEqualsSignWithinAValueIsText() throws IOException {
    HtmlPage page = grid("&q=a=b&x=;c=d");

    assertThat(page.getAnchorByText("Earlier nights").getHrefAttribute())
        .isEqualTo("/nights?until=2026-11-19&nights=5&q=a%3Db");
  }

  @Test
  void aRunInProgressIsSeen() throws Exception {
    nights.sandbox().createPartitions(DB, "logs", "p_2026_11_16");
    nights.sandbox().on("partitions/drop").react(Reaction.hang());
    nights.sandbox().clearCalls();
    CompletableFuture<RunReport> run =
        CompletableFuture.supplyAsync(() -> nights.here().run("days"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !nights.sandbox().callsTo("partitions/drop").isEmpty());

    HtmlPage page = grid("&policy=days");
    assertThat(marks(cell(page, "days", "2026-11-24"))).isEqualTo("…");
    assertThat(words(cell(page, "days", "2026-11-24"))).startsWith("running");
    assertThat(words(cell(page, "default.logs", "2026-11-24"))).contains("not yet done");

    nights.sandbox().heal();
    assertThat(run.get().exit()).isEqualTo(RunExit.DONE);
    assertThat(marks(cell(grid("&policy=days"), "days", "2026-11-24"))).startsWith("✓ ");
  }

  @Test
  void whatNobodyCanReadIsOneSentence() throws IOException {
    for (String query :
        List.of("until=2026-13-01", "nights=0", "nights=91", "nights=x", "page=x", "until=-1")) {
      HtmlPage page = nights.here().page("/nights?" + query);
      assertThat(page.getWebResponse().getStatusCode()).as(query).isEqualTo(400);
    }
    HtmlPage unknown = nights.here().page("/nights?policy=%3Cb%3Eno");
    assertThat(unknown.getWebResponse().getStatusCode()).isEqualTo(404);
    assertThat(unknown.asNormalizedText()).contains("There is no policy \"<b>no\"");
    assertThat(nights.here().page("/nights?q=%22%3E%3Cscript%3E").getByXPath("//main//script"))
        .isEmpty();
    assertThat(nights.here().page("/nights?page=9999").getWebResponse().getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void aHostileNameIsText() throws IOException {
    HtmlPage page = grid("&policy=west&q=alert");

    assertThat(page.getByXPath("//main//script")).isEmpty();
    List<DomElement> names = page.getByXPath("//tbody[2]/tr/th/span[@class='name']");
    assertThat(names)
        .extracting(DomNode::getTextContent)
        .containsExactly("default." + HOSTILE.replace("\u202e", "\\u202e"));
    assertThat(page.getWebResponse().getContentAsString()).doesNotContain("\u202e");
  }
}

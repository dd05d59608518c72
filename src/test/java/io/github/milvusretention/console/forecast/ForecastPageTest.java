package io.github.milvusretention.console.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.forecast.picture.Picture;
import io.github.milvusretention.console.nights.Evenings;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** What goes in the nights to come, as a picture and in words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastPageTest {
  private static final String DB = "default";
  private static final String NOW = "2026-11-24T10:00:00Z";
  private static final String HOSTILE = "x\"><script>alert(1)</script>\u202e";
  private static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "${MILVUS_URI}", retry-budget: 0s, max-calls-per-second: 1000}
          down: {uri: "http://127.0.0.1:1", retry-budget: 0s}
        policies:
          days:
            cluster: local
            collections: [logs]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
            new-rules: off
            still-written: off
            max-drops: 2
            max-share: 100%
            schedule: "0 15 3 * * ?"
            zone: Europe/Berlin
          many:
            cluster: local
            collections: ["m_*"]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P1Y
            schedule: "0 15 3 * * ?"
          away:
            cluster: down
            collections: [logs]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
      """;

  private final Sandbox sandbox = Sandbox.builder().seed(ForecastPageTest::seed).start();
  private Evenings here;

  private static void seed(Sandbox sandbox) {
    sandbox.createCollection(DB, "logs");
    sandbox.createPartitions(
        DB, "logs", IntStream.rangeClosed(16, 24).mapToObj(d -> "p_2026_11_" + d).toList());
    sandbox.createPartitions(DB, "logs", "unreadable");
    for (int i = 10; i < 20; i++) {
      sandbox.createCollection(DB, "m_" + i);
      sandbox.createPartitions(DB, "m_" + i, "p_2026_11_22", "p_2026_11_23", "p_2026_11_24");
    }
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    here = new Evenings(Databases.H2, directory, sandbox, RULES);
    here.bean(HoldStore.class)
        .place(
            new HoldStore.Wanted(
                HoldKind.LEGAL,
                new Covers(
                    null, null, null, new NameGlob("logs"), new NameGlob("p_2026_11_16"), null),
                "ada",
                "audit <b>of</b> \"2026\"",
                null),
            Actor.ofCommand("tester", "here"));
  }

  @BeforeEach
  void nothingWasAsked() {
    here.write(RULES);
    sandbox.clearCalls();
  }

  @AfterEach
  void heal() {
    sandbox.heal();
    here.itIs(NOW);
  }

  @AfterAll
  void stop() {
    here.close();
    sandbox.close();
  }

  private HtmlPage forecast(String query) throws IOException {
    HtmlPage page = here.page("/forecast?" + query);
    assertThat(page.getWebResponse().getStatusCode()).as(page.asNormalizedText()).isEqualTo(200);
    return page;
  }

  private static List<DomElement> bars(HtmlPage page) {
    return page.getByXPath("//*[local-name()='rect'][starts-with(@class,'bar')]");
  }

  private static String title(DomElement bar) {
    return ((DomNode) bar.getFirstByXPath("*[local-name()='title']")).getTextContent();
  }

  private static DomElement bar(HtmlPage page, String name) {
    return bars(page).stream()
        .filter(bar -> title(bar).startsWith(name + ":"))
        .findFirst()
        .orElseThrow();
  }

  private static double x(DomElement element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void eachPartitionIsABarWithItsPeriodItsExpiryAndItsNight() throws IOException {
    HtmlPage page = forecast("policy=days&days=4");

    assertThat(title(bar(page, "p_2026_11_18")))
        .isEqualTo(
            "p_2026_11_18: 2026-11-18T00:00+01:00 to 2026-11-19T00:00+01:00, expires"
                + " 2026-11-24T00:00+01:00; goes in the run of 2026-11-25T03:15+01:00, which a"
                + " guard would refuse");
    assertThat(title(bar(page, "p_2026_11_24"))).endsWith("; stays");
    assertThat(bar(page, "p_2026_11_24").getAttribute("class")).isEqualTo("bar stays");
    assertThat(bar(page, "p_2026_11_18").getAttribute("class")).isEqualTo("bar n1");
    assertThat(bar(page, "p_2026_11_20").getAttribute("class")).isEqualTo("bar n2");
    assertThat(page.asNormalizedText()).contains("goes 2026-11-25", "goes 2026-11-26");
  }

  @Test
  void whatDoesNotExistYetIsDashedAndWhatIsHeldIsMarked() throws IOException {
    HtmlPage page = forecast("policy=days&days=4");

    assertThat(bar(page, "p_2026_11_26").getAttribute("class")).isEqualTo("bar stays expected");
    assertThat(title(bar(page, "p_2026_11_26"))).contains("; does not exist yet");
    DomElement held = bar(page, "p_2026_11_16");
    assertThat(held.getAttribute("class")).isEqualTo("bar held");
    assertThat(title(held)).contains("HELD, held by legal hold ", "audit <b>of</b> \"2026\"");
    assertThat(page.getByXPath("//*[local-name()='path'][@class='pin']")).hasSize(1);
    assertThat(page.asNormalizedText()).contains("not drawn: 1 whose names are not read");
  }

  /** The axis is 1180 units wide and begins at 10, with the oldest partition. */
  @Test
  void theLinesStandWhereTheyBelong() throws IOException {
    HtmlPage page = forecast("policy=days&days=4");

    double oldest = x(bar(page, "p_2026_11_16"), "x");
    double next = x(bar(page, "p_2026_11_17"), "x");
    double day = next - oldest;
    assertThat(oldest).isEqualTo(10);
    Instant from = Instant.parse("2026-11-15T23:00:00Z");
    assertThat(x(line(page, "today"), "x1"))
        .isCloseTo(10 + day * days(from, Instant.parse(NOW)), within(0.5));
    assertThat(x(line(page, "keep"), "x1"))
        .as("what ends by 2026-11-19, 0:00 in Berlin, has expired")
        .isCloseTo(10 + day * 3, within(0.5));
    assertThat(x(line(page, "keep then"), "x1")).isCloseTo(10 + day * 7, within(0.5));
    assertThat(x(bar(page, "p_2026_11_18"), "x") + x(bar(page, "p_2026_11_18"), "width"))
        .isLessThan(x(line(page, "keep"), "x1"));
    assertThat(x(bar(page, "p_2026_11_19"), "x"))
        .isGreaterThanOrEqualTo(x(line(page, "keep"), "x1"));
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / 86400.0;
  }

  private static DomElement line(HtmlPage page, String kind) {
    return page.getFirstByXPath("//*[local-name()='line'][@class='" + kind + "']");
  }

  @Test
  void theSameStandsInWords() throws IOException {
    HtmlPage page = forecast("policy=days&days=4");

    assertThat(page.asNormalizedText())
        .contains("2026-11-25 03:15:00+01:00", "2026-11-25 02:15:00 UTC")
        .contains("waits for a person: ")
        .contains("Reaches 1024");
    List<DomElement> gone = page.getByXPath("//li/span[@class='name']");
    assertThat(gone).extracting(DomNode::getTextContent).contains("default.logs/p_2026_11_18");
  }

  @Test
  void anEditIsDrawnBeside() throws IOException {
    HtmlPage page = forecast("policy=days&days=4&edit=keep%3DP7D&edit=keep-newest%3D2");

    assertThat(page.asNormalizedText()).contains("P5D; as if P7D", "as if");
    List<DomElement> strips = page.getByXPath("//*[local-name()='g'][starts-with(@class,'strip')]");
    assertThat(strips).hasSize(2);
    assertThat(strips.get(1).getAttribute("class")).isEqualTo("strip edited");
    List<DomElement> keeps = page.getByXPath("//*[local-name()='line'][@class='keep']");
    double day = x(bar(page, "p_2026_11_18"), "x") - x(bar(page, "p_2026_11_17"), "x");
    assertThat(x(keeps.get(0), "x1") - x(keeps.get(1), "x1")).isCloseTo(2 * day, within(0.5));
    assertThat(page.asNormalizedText()).contains("default.logs/p_2026_11_20", "stays");
    List<DomElement> inputs = page.getByXPath("//input[@name='edit']");
    assertThat(inputs)
        .extracting(input -> input.getAttribute("value"))
        .containsExactly("keep=P7D", "keep-newest=2", "");
  }

  @Test
  void anEditOfTheFileMeanwhileIsTold() throws IOException {
    here.write(RULES.replace("P1Y", "P2Y"));

    assertThat(forecast("policy=days&days=3&edit=keep%3DP7D").asNormalizedText())
        .contains("the edit applies to the rules file as it is now: the rules file ");
  }

  @Test
  void aWrongEditIsOneSentenceAndAsksNobody() throws IOException {
    for (String edit :
        List.of("keep", "keep%3DPT3M", "kep%3DP6M", "keep%3D%24%7BPATH%7D", "%3Cscript%3E%3D1")) {
      HtmlPage page = here.page("/forecast?policy=days&edit=" + edit);
      assertThat(page.getWebResponse().getStatusCode()).as(edit).isEqualTo(400);
      DomElement alert = page.getFirstByXPath("//p[@role='alert']");
      assertThat(alert.asNormalizedText()).as(edit).isNotEmpty().doesNotContain("\n", "/bin");
      DomElement days = page.getFirstByXPath("//input[@name='days']");
      assertThat(days.getAttribute("value")).as("the filter is still there").isEqualTo("90");
    }
    assertThat(sandbox.calls()).isEmpty();
    assertThat(here.page("/forecast?policy=days&edit=kep%3DP6M").asNormalizedText())
        .contains("kep: cannot be edited here; write one of keep, ");
  }

  /** Else whoever may look would read what no policy selects. */
  @Test
  void whereIsLookedCannotBeEdited() throws IOException {
    for (String edit :
        List.of(
            "cluster%3Ddown",
            "database%3D*",
            "collections%3D*",
            "Collections%3D*",
            "collections[0]%3D*",
            "exclude-collections%3Dx",
            "excludeCollections%3Dx",
            "partitions%3DMMMM",
            "content-check.field%3Dx",
            "notify%3Dx")) {
      for (String fresh : List.of("", "&fresh=true")) {
        HtmlPage page = here.page("/forecast?policy=days&days=7" + fresh + "&edit=" + edit);
        assertThat(page.getWebResponse().getStatusCode()).as(edit).isEqualTo(400);
        DomElement alert = page.getFirstByXPath("//p[@role='alert']");
        assertThat(alert.asNormalizedText())
            .as(edit)
            .contains(
                ": cannot be edited here; write one of keep, keep-newest, lead, ",
                "or use forecast --as-if on the command line, which takes every key");
      }
    }
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void eachOtherKeyMayBeEdited() throws IOException {
    for (String edit :
        List.of(
            "keep-newest%3D2",
            "grace%3DP7D",
            "max-drops%3D9",
            "max-share%3D90%25",
            "new-rules%3Daccept",
            "still-written%3Dkeep",
            "schedule%3D0%2015%204%20*%20*%20%3F",
            "zone%3DUTC",
            "locale%3Dde",
            "stop-after%3D05:00",
            "max-age%3D9d",
            "concurrency%3D2",
            "release-batch%3D2")) {
      forecast("policy=days&days=2&edit=" + edit);
    }
  }

  @Test
  void daysOutOfRangeAreOneSentence() throws IOException {
    for (String days : List.of("0", "3661", "-1")) {
      HtmlPage page = here.page("/forecast?policy=days&days=" + days);
      assertThat(page.getWebResponse().getStatusCode()).isEqualTo(400);
      assertThat(page.asNormalizedText()).contains("write 1 to 3660");
    }
    assertThat(here.page("/forecast?policy=days&days=x").getWebResponse().getStatusCode())
        .isEqualTo(400);
    assertThat(here.page("/forecast?policy=nobody").asNormalizedText())
        .contains("no policy nobody");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aClusterThatIsDownIsOneSentenceWithTheFilterStillThere() throws IOException {
    HtmlPage page = here.page("/forecast?policy=away&days=7");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(502);
    DomElement alert = page.getFirstByXPath("//p[@role='alert']");
    assertThat(alert.asNormalizedText()).contains("Ask again");
    DomElement days = page.getFirstByXPath("//input[@name='days']");
    assertThat(days.getAttribute("value")).isEqualTo("7");
  }

  @Test
  void fewThreadsOfTheServerWaitForASlowForecast() throws Exception {
    URI address =
        here.page("/forecast").getUrl().toURI().resolve("/forecast?policy=days&days=50&q=log");
    HttpClient http = HttpClient.newHttpClient();
    sandbox.onEvery().react(Reaction.hang());

    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    http.sendAsync(
                        HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
            .toList();
    CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
    long healed = all.stream().filter(CompletableFuture::isDone).count();
    sandbox.heal();

    List<HttpResponse<String>> answers = all.stream().map(CompletableFuture::join).toList();
    assertThat(healed).as("the others wait").isLessThan(9);
    assertThat(answers).extracting(HttpResponse::statusCode).contains(503);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 503)
        .allSatisfy(
            answer ->
                assertThat(answer.body())
                    .contains("the cluster is still being asked; ask again in a moment")
                    .contains("value=\"50\"", "value=\"log\""));
    assertThat(bars(forecast("policy=days&days=50"))).isNotEmpty();
    int asked = sandbox.callsTo("collections/list").size();
    sandbox.clearCalls();
    forecast("policy=days&days=51");
    assertThat(sandbox.callsTo("collections/list")).as("once for all of them").hasSize(asked);
  }

  @Test
  void whoAsksWithoutEndIsSentAway() throws Exception {
    URI base = here.page("/forecast").getUrl().toURI();
    HttpClient http = HttpClient.newHttpClient();
    sandbox.onEvery().react(Reaction.hang());
    for (int days = 101; days < 101 + 3 + 16; days++) {
      URI address = base.resolve("/forecast?policy=days&fresh=true&days=" + days);
      http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
    }

    HtmlPage page = here.page("/forecast?policy=days&days=200");

    sandbox.heal();
    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(503);
    assertThat(page.asNormalizedText())
        .contains("too many others wait for clusters to be asked; ask again in a moment");
    DomElement days = page.getFirstByXPath("//input[@name='days']");
    assertThat(days.getAttribute("value")).isEqualTo("200");
    await()
        .until(
            () ->
                here.page("/forecast?policy=days&days=118").getWebResponse().getStatusCode()
                    == 200);
  }

  @Test
  void aFailureIsNotKept() throws IOException {
    sandbox.onEvery().react(Reaction.unauthenticated());
    assertThat(here.page("/forecast?policy=days&days=9").getWebResponse().getStatusCode())
        .isEqualTo(502);
    sandbox.heal();

    assertThat(bars(forecast("policy=days&days=9"))).isNotEmpty();
  }

  @Test
  void theClusterIsAskedOnceForAllPagesUntilItIsAskedAgain() throws IOException {
    HtmlPage first = forecast("policy=many&days=3");
    int asked = sandbox.calls().size();
    assertThat(asked).isPositive();
    assertThat(first.asNormalizedText()).contains("1–8 of 10 collections", "default.m_10");

    HtmlPage second = forecast("policy=many&days=3&page=2");
    assertThat(second.asNormalizedText())
        .contains("9–10 of 10 collections")
        .doesNotContain("default.m_10");
    assertThat(sandbox.calls()).hasSize(asked);
    assertThat(forecast("policy=many&days=3&q=M_13").asNormalizedText())
        .contains("1–1 of 1 collections");

    HtmlPage again = second.getAnchorByText("Ask again").click();
    assertThat(sandbox.calls()).hasSize(2 * asked);
    assertThat(again.getUrl().getQuery()).isEqualTo("policy=many&days=3&page=2");
    here.itIs("2026-11-24T10:05:01Z");
    forecast("policy=many&days=3");
    assertThat(sandbox.calls()).as("it is old").hasSize(3 * asked);
  }

  /** Names in the picture are of letters; of collections only the server makes sure of that. */
  @Test
  void aHostileNameIsText() throws IOException {
    Picture.Shape bar = new Picture.Shape(1, 2, 3, 4, "stays", HOSTILE, true);
    Picture.Strip strip = new Picture.Strip(HOSTILE, HOSTILE, 1, 2, 3, 4, 5, false, List.of(bar));
    Context context = new Context();
    context.setVariable("picture", new Picture(1200, 100, 600, List.of(), List.of(strip)));
    context.setVariable("until", HOSTILE);

    String svg =
        here.bean(SpringTemplateEngine.class)
            .process("forecast-picture", Set.of("picture"), context);

    assertThat(svg).doesNotContain("<script");
    assertThat(svg.split("alert\\(1\\)", -1)).as("title, heading, note and bar").hasSize(5);
  }

  @Test
  void aHostileEditAndFilterAreText() throws IOException {
    HtmlPage page =
        here.page("/forecast?policy=days&edit=%22%3E%3Cscript%3E%3D1&q=%22%3E%3Cscript%3E");

    assertThat(page.getByXPath("//main//script")).isEmpty();
    DomElement q = page.getFirstByXPath("//input[@name='q']");
    assertThat(q.getAttribute("value")).isEqualTo("\"><script>");
  }

  @Test
  void whereThereAreSeveralPoliciesOneIsChosenFirst() throws IOException {
    assertThat(forecast("").asNormalizedText()).contains("Choose a policy");
    assertThat(sandbox.calls()).isEmpty();
  }
}

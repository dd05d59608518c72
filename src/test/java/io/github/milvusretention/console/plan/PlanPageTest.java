package io.github.milvusretention.console.plan;

import static io.github.milvusretention.console.LivePages.DB;
import static io.github.milvusretention.console.LivePages.policy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a plan. Each test has a policy of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanPageTest {
  private static final String SCRIPT = "<script>alert('x')</script> \"quoted\" & \u202Etxt";
  private static final String RULES =
      policy("verdicts", "verdicts, shared", "keep-newest: 0")
          + policy("rival", "shared")
          + policy("graced", "graced", "grace: P7D")
          + policy("checked", "checked", "content-check: {field: created_at, unit: seconds}")
          + policy("written", "written").replace("still-written: off", "schedule: \"0 15 3 * * ?\"")
          + policy("refused", "refused", "max-drops: 2", "keep-newest: 0")
          + policy("fresh", "fresh", "max-drops: 2")
          + policy("frozen", "frozen", "keep-newest: 0")
          + policy("never", "never")
          + policy("many", "\"many_*\"").replace("uuuu_MM", "uuuu_MM_dd")
          + policy("berlin", "berlin", "zone: Europe/Berlin")
          + policy("hostile", "hostile", "keep-newest: 0").replace("uuuu_MM", "*_uuuu_MM")
          + policy("unread", "\"unread_*\"")
          + policy("slow", "slow")
          + policy("asked", "asked")
          + policy("down", "docs").replace("cluster: local", "cluster: down");

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

  @Test
  void withoutAPolicyItAsksNoClusterAndOffersThem() throws IOException {
    HtmlPage page = pages.page("/plan");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
    assertThat(page.asNormalizedText()).contains("Choose a policy");
    assertThat(page.getByXPath("//select[@name='policy']/option")).hasSize(16);
  }

  @Test
  void eachVerdictHasItsReason() throws IOException {
    months("verdicts", "2026_01", "2026_02", "2026_03", "2026_11", "notes");
    months("shared", "2026_01");
    pages.hold("verdicts", "2026_02", "ada", "audit of 2026");
    pages.runs("verdicts");
    sandbox.createPartitions(DB, "verdicts", "2026_01", "2026_04");
    sandbox.rows(DB, "verdicts", "2026_04", 1234);
    months("graced", "2026_01", "2026_11");
    pages.runs("graced");
    sandbox.load(DB, "graced", "2026_01");
    months("checked", "2026_01", "2026_11");
    sandbox.load(DB, "checked");
    sandbox.content(DB, "checked", "2026_01", "{\"id\":1,\"created_at\":1772713200}");
    months("written", "2026_01", "2026_11");
    pages.runs("written");
    sandbox.rows(DB, "written", "2026_01", 17);

    HtmlPage page = pages.page("/plan?policy=verdicts");

    assertThat(rows(page))
        .containsEntry("default.verdicts/2026_02", "HELD")
        .containsEntry("default.verdicts/2026_04", "EXPIRED")
        .containsEntry("default.verdicts/2026_11", "KEPT")
        .containsEntry("default.verdicts/2026_01", "RE_CREATED")
        .containsEntry("default.verdicts/notes", "UNRECOGNISED")
        .containsEntry("default.verdicts/_default", "PROTECTED")
        .containsEntry("default.shared/2026_01", "CONFLICT");
    assertThat(row(page, "default.verdicts/2026_04"))
        .contains("DROP", "2026-04-01 to 2026-05-01", "2026-08-01 00:00:00", "1,234", "expired");
    assertThat(row(page, "default.verdicts/2026_02")).contains("hold ", " of ada: audit of 2026");
    assertThat(page.asNormalizedText()).contains("Kept until a person accepts: 1 partition");
    assertThat(rows(pages.page("/plan?policy=graced")))
        .containsEntry("default.graced/2026_01", "IN_USE");
    assertThat(rows(pages.page("/plan?policy=checked")))
        .containsEntry("default.checked/2026_01", "MISMATCH");
    pages.itIs("2026-11-25T10:00:00Z");
    assertThat(rows(pages.page("/plan?policy=written")))
        .containsEntry("default.written/2026_01", "STILL_WRITTEN");
    pages.itIs("2026-11-24T10:00:00Z");
  }

  @Test
  void theSummaryTellsWhatPlanTells() throws IOException {
    months("fresh", "2026_01", "2026_02", "2026_03", "2026_11");
    for (int month = 1; month <= 3; month++) {
      sandbox.rows(DB, "fresh", "2026_0" + month, month * 100L);
    }

    HtmlPage page = pages.page("/plan?policy=fresh");
    String text = page.asNormalizedText();

    assertThat(text)
        .contains("3 expired, 1 kept, 1 protected", "due of 4 recognised", "600", "sha256:")
        .contains("2026-01-01", "2026-03-01", "3 of 4 (75.0%) in default.fresh")
        .contains("max-drops", "the plan drops 3 partitions; max-drops allows 2")
        .contains("No run of this policy has planned yet")
        .doesNotContain("waits for a person");
    assertThat(cells(page, "Collections of the plan").get(0))
        .containsExactly("default.fresh", "3", "2", "0", "0", "2026-01-01", "2026-03-01", "600");
    assertThat(sandbox.mutations()).noneMatch(call -> call.toString().contains("fresh"));
    assertThat(pages.database().ask("SELECT policy FROM retention_plan"))
        .as("nothing is remembered")
        .doesNotContain("fresh");
  }

  @Test
  void aRefusedRunWaitsAndWhatChangedSinceIsTold() throws IOException {
    months("refused", "2026_01", "2026_02", "2026_03", "2026_11");
    RunReport refused = pages.run("refused");
    assertThat(refused.exit()).isEqualTo(RunExit.GUARD_REFUSED);

    HtmlPage same = pages.page("/plan?policy=refused");
    assertThat(same.asNormalizedText())
        .contains("waits for a person. It is this very plan.", "and was refused.")
        .contains("Nothing else is due now");
    assertThat(same.getAnchorByText("Look at it and accept it").getHrefAttribute())
        .isEqualTo("/runs/" + refused.executionId() + "/accept");

    sandbox.createPartitions(DB, "refused", "2026_04");
    sandbox.dropPartitions(DB, "refused", "2026_03");
    pages.hold("refused", "2026_02", "ada", SCRIPT);
    HtmlPage again = pages.follow(same, "Ask again");
    String text = again.asNormalizedText();

    assertThat(text)
        .contains("It is not this plan any more")
        .contains("Newly due: 1\ndefault.refused/2026_04")
        .contains("No longer due: 2")
        .containsPattern("default\\.refused/2026_02\\s+HELD\\s+held by hold \\d+ of ada")
        .containsPattern("default\\.refused/2026_03\\s+it is no longer there");
    assertThat(again.getUrl().getQuery())
        .as("turning pages does not ask again")
        .isEqualTo("policy=refused");
  }

  @Test
  void whatARunHasDroppedIsNoDifference() throws IOException {
    months("frozen", "2026_01", "2026_02", "2026_11");
    sandbox
        .on("partitions/drop")
        .onCollection("frozen")
        .forPartition("2026_02")
        .react(Reaction.error(65535, "no"));
    assertThat(pages.run("frozen").exit()).isEqualTo(RunExit.PARTITIONS_FAILED);

    HtmlPage page = pages.page("/plan?policy=frozen");

    assertThat(page.asNormalizedText())
        .contains("and has dropped or released 1 since.", "Nothing else is due now");
    assertThat(rows(page)).containsEntry("default.frozen/2026_02", "EXPIRED");

    pages.hold("frozen", "2026_02", "ada", "audit");
    assertThat(pages.follow(page, "Ask again").asNormalizedText())
        .contains("No longer due: 1", "default.frozen/2026_02");
  }

  @Test
  void aFilterSurvivesPaging() throws IOException {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT);
    String[] days =
        LocalDate.of(2026, 1, 1)
            .datesUntil(LocalDate.of(2026, 11, 25))
            .map(day::format)
            .toArray(String[]::new);
    months("many_a", days);
    months("many_b", days);
    IntStream.range(0, 30).forEach(i -> months("many_c" + i, "2026_11_24"));
    int expired = (int) LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2026, 8, 24)).count();

    HtmlPage whole = pages.page("/plan?policy=many");
    assertThat(whole.asNormalizedText()).contains("All 32 collections");
    assertThat(cells(pages.follow(whole, "All 32 collections"), "Collections of the plan"))
        .hasSize(32);

    HtmlPage page = pages.follow(whole, "default.many_b");
    assertThat(page.asNormalizedText()).contains("1–100 of 329 partitions");
    assertThat(rows(page)).doesNotContainKey("default.many_a/2026_01_01");

    page = pages.page("/plan?policy=many&collection=default.many_a&verdict=EXPIRED");
    assertThat(page.asNormalizedText()).contains("1–100 of " + expired + " partitions");
    page = pages.follow(pages.follow(page, "Next"), "Next");
    assertThat(page.asNormalizedText())
        .contains("201–" + expired + " of " + expired + " partitions", "page 3 of 3");
    assertThat(rows(page).keySet()).contains("default.many_a/2026_08_23");
    assertThat(rows(page).values()).containsOnly("EXPIRED");
    assertThat(page.getUrl().getQuery())
        .contains("collection=default.many_a", "verdict=EXPIRED", "page=3");

    page = pages.page("/plan?policy=many&q=11_2");
    assertThat(page.asNormalizedText()).contains("1–40 of 40 partitions");
    page = pages.page("/plan?policy=many&q=NOTHING&page=7");
    assertThat(page.asNormalizedText()).contains("No partitions");
    page = pages.page("/plan?policy=many&page=999");
    assertThat(page.asNormalizedText()).contains("page 8 of 8");
    assertThat(rows(page).keySet()).contains("default.many_c9/2026_11_24");
  }

  @Test
  void allPartsTogetherAreAllPartitionsOnce() throws IOException {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT);
    for (int i = 0; i < 5; i++) {
      months(
          "unread_" + i,
          LocalDate.of(2026, 10, 1)
              .datesUntil(LocalDate.of(2026, 11, 20))
              .map(day::format)
              .toArray(String[]::new));
    }
    Stream<String> all =
        Stream.of(1, 2, 3)
            .flatMap(
                page -> {
                  try {
                    return rows(pages.page("/plan?policy=unread&page=" + page)).keySet().stream();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    assertThat(all.toList()).hasSize(5 * 51).doesNotHaveDuplicates();
  }

  @Test
  void anAsOfOfTheFutureIsShownAndSaysSo() throws IOException {
    months("never", "2026_11", "2026_12", "2027_04");

    HtmlPage page = pages.page("/plan?policy=never&asOf=2027-03-01");

    assertThat(rows(page))
        .containsEntry("default.never/2026_11", "EXPIRED")
        .containsEntry("default.never/2026_12", "KEPT");
    assertThat(page.asNormalizedText()).contains("As of 2027-03-01", "Its as-of is in the future");
    assertThat(rows(pages.page("/plan?policy=never")))
        .containsEntry("default.never/2026_11", "KEPT");
  }

  @Test
  void timesAreInThePolicysZoneAndInUtc() throws IOException {
    months("berlin", "2026_10", "2026_11");

    HtmlPage page = pages.page("/plan?policy=berlin");

    assertThat(row(page, "default.berlin/2026_10"))
        .contains("2027-02-01 00:00:00+01:00", "2027-01-31 23:00:00 UTC");
    assertThat(page.asNormalizedText()).contains("asked at 2026-11-24 11:00:00+01:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy=many&asOf=tomorrow | 400 | \"tomorrow\" is not an as-of; write a date 2026-11-24",
        "policy=many&asOf=2026-02-30 | 400 | is not on the calendar",
        "policy=many&verdict=GONE | 400 | \"GONE\" is not a value of verdict",
        "policy=many&page=x | 400 | \"x\" is not a value of page",
        "policy=nobody | 404 | there is no policy nobody in the rules",
        "policy=down | 502 | The cluster could not be asked: ",
      })
  void whatCannotBeShownIsOneSentence(String query, int status, String sentence)
      throws IOException {
    HtmlPage page = pages.page("/plan?" + query);

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(status);
    assertThat(((DomNode) page.getFirstByXPath("//*[@role='alert']")).asNormalizedText())
        .contains(sentence);
  }

  @Test
  void foreignTextIsText() throws IOException {
    List<String> names =
        List.of(SCRIPT, "\"><img src=x onerror=alert(2)>", "{0}%zz&a=b#c_2026_01", "a".repeat(200));
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

    HtmlPage page = pages.page("/plan?policy=hostile");

    assertThat(rows(page).keySet())
        .containsAll(names.stream().map(name -> "default.hostile/" + name).toList());
    assertThat(page.getByXPath("//main//script | //main//img | //@onerror")).isEmpty();
    assertThat(row(page, "default.hostile/{0}%zz&a=b#c_2026_01"))
        .contains("UNRECOGNISED", "also held by", " of " + SCRIPT + ": " + SCRIPT);
    HtmlPage partition = pages.follow(page, "default.hostile/{0}%zz&a=b#c_2026_01");
    assertThat(partition.asNormalizedText()).contains("Partition {0}%zz&a=b#c_2026_01");
    HtmlPage filtered =
        pages.page("/plan?policy=hostile&q=%22%3E%3Cimg&collection=%3Cb%3E{&show=%22");
    assertThat(filtered.getByXPath("//main//img | //main//b[.='{']")).isEmpty();
    assertThat(
            pages
                .page("/plan?policy=%3Cscript%3Ealert(1)%3C/script%3E")
                .getByXPath("//main//script"))
        .isEmpty();
  }

  @Test
  void aClusterThatTakesItsTimeIsWaitedForByThePage() throws IOException {
    months("slow", "2026_01", "2026_11");
    sandbox.on("partitions/list").onCollection("slow").react(Reaction.hang());

    WebResponse waiting = pages.at("/plan?policy=slow").getWebResponse();

    assertThat(waiting.getContentAsString()).contains("The cluster is being asked.");
    assertThat(waiting.getResponseHeaderValue("Refresh")).isEqualTo("3");
    sandbox.heal();
    assertThat(rows(pages.page("/plan?policy=slow")))
        .containsEntry("default.slow/2026_01", "EXPIRED");
    assertThat(sandbox.callsTo("partitions/list").stream().filter(this::isSlow).count())
        .as("however often the page is loaded")
        .isEqualTo(1);
  }

  @Test
  void whoAsksWithoutEndIsSentAwayAndTheClusterIsNotAskedForAll() throws Exception {
    months("asked", "2026_01", "2026_11");
    sandbox.on("partitions/list").onCollection("asked").react(Reaction.hang());
    URI base = pages.page("/plan").getUrl().toURI();
    HttpClient http = HttpClient.newHttpClient();
    HttpResponse<String> answer;
    int asked = 0;
    do {
      String address = "/plan?policy=asked&fresh=true&asOf=" + LocalDate.of(2026, 1, 1 + asked);
      answer =
          http.send(HttpRequest.newBuilder(base.resolve(address)).build(), BodyHandlers.ofString());
      asked++;
    } while (answer.statusCode() == 302 && asked < 31);

    sandbox.heal();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("too many others wait for clusters to be asked; ask again in a moment")
        .contains("value=\"2026-01-" + asked + "\"");
    assertThat(asked).isLessThanOrEqualTo(3 + 16 + 1);
    assertThat(rows(pages.page("/plan?policy=asked&asOf=2026-01-01")))
        .containsKey("default.asked/2026_01");
  }

  private boolean isSlow(Call call) {
    return "slow".equals(call.collection());
  }

  /** By partition: the verdict. */
  private static Map<String, String> rows(HtmlPage page) {
    return cells(page, "Partitions of the plan").stream()
        .collect(toMap(cells -> cells.get(0), cells -> cells.get(1)));
  }

  private static String row(HtmlPage page, String partition) {
    return cells(page, "Partitions of the plan").stream()
        .filter(cells -> cells.get(0).equals(partition))
        .findFirst()
        .map(cells -> String.join(" ", cells))
        .orElseThrow();
  }

  private static List<List<String>> cells(HtmlPage page, String table) {
    List<DomNode> rows = page.getByXPath("//div[@aria-label='" + table + "']//tbody/tr");
    return rows.stream()
        .map(
            row ->
                row.<DomNode>getByXPath("td").stream()
                    .map(cell -> cell.getTextContent().strip().replaceAll("\\s+", " "))
                    .toList())
        .toList();
  }
}

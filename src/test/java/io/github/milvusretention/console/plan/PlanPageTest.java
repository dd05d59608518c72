package io.github.milvusretention.console.plan;

import static io.github.milvusretention.console.LivePages.DB;
import static io.github.milvusretention.console.LivePages.SCRIPT;
import static io.github.milvusretention.console.plan.PlanPages.cells;
import static io.github.milvusretention.console.plan.PlanPages.row;
import static io.github.milvusretention.console.plan.PlanPages.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** What the page of a plan says: of each partition, of all together, and of the run before. */
class PlanPageTest {
  private final LivePages pages;
  private final Sandbox sandbox;

  PlanPageTest(PlanPages plans) {
    pages = plans.live;
    sandbox = pages.sandbox;
  }

  @Test
  void withoutAPolicyItAsksNoClusterAndOffersThem() throws IOException {
    HtmlPage page = pages.page("/plan");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
    assertThat(page.asNormalizedText()).contains("Choose a policy");
    assertThat(page.getByXPath("//select[@name='policy']/option")).hasSize(17);
  }

  @Slow
  @Test
  void eachVerdictHasItsReason() throws IOException {
    pages.collection("verdicts", "2026_01", "2026_02", "2026_03", "2026_11", "notes");
    pages.collection("shared", "2026_01");
    pages.hold("verdicts", "2026_02", "ada", "audit of 2026");
    pages.runs("verdicts");
    sandbox.createPartitions(DB, "verdicts", "2026_01", "2026_04");
    sandbox.rows(DB, "verdicts", "2026_04", 1234);
    pages.collection("graced", "2026_01", "2026_11");
    pages.runs("graced");
    sandbox.load(DB, "graced", "2026_01");
    pages.collection("checked", "2026_01", "2026_11");
    sandbox.load(DB, "checked");
    sandbox.content(DB, "checked", "2026_01", "{\"id\":1,\"created_at\":1772713200}");
    pages.collection("written", "2026_01", "2026_11");
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
    pages.collection("fresh", "2026_01", "2026_02", "2026_03", "2026_11");
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

  @Slow
  @Test
  void aRefusedRunWaitsAndWhatChangedSinceIsTold() throws IOException {
    pages.collection("refused", "2026_01", "2026_02", "2026_03", "2026_11");
    RunReport refused = pages.run("refused");
    assertThat(refused.exit()).isEqualTo(RunExit.GUARD_REFUSED);

    HtmlPage same = pages.page("/plan?policy=refused");
    assertThat(same.asNormalizedText())
        .contains("waits for a person. It is this very plan.", "and was refused.")
        .contains("Nothing else is due now");
    assertThat(same.asNormalizedText())
        .contains("Look at it and accept it Nobody may act here until there are users");
    assertThat(same.getByXPath("//main//a[contains(@href, '/accept')]")).isEmpty();

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
  void whatARunKeptUntilAPersonAcceptsIsALinkAway() throws IOException {
    pages.collection("kept", "2026_01", "2026_11");
    pages.runs("kept");
    sandbox.createPartitions(DB, "kept", "2026_01");
    pages.itIs("2026-11-25T10:00:00Z");
    RunReport run = pages.runs("kept");
    String waits = "1 partition waits · run " + run.executionId();

    HtmlPage plan = pages.page("/plan?policy=kept");
    HtmlPage policies = pages.page("/policies");

    assertThat(plan.getAnchorByText(waits).getHrefAttribute())
        .isEqualTo("/runs/" + run.executionId());
    assertThat(plan.asNormalizedText()).contains("Look at it and accept it Nobody may act here");
    assertThat(policies.getAnchorByText(waits).getHrefAttribute())
        .isEqualTo("/runs/" + run.executionId());
    pages.itIs("2026-11-24T10:00:00Z");
  }

  @Slow
  @Test
  void whatARunHasDroppedIsNoDifference() throws IOException {
    pages.collection("frozen", "2026_01", "2026_02", "2026_11");
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

  @Slow
  @Test
  void anAsOfOfTheFutureIsShownAndSaysSo() throws IOException {
    pages.collection("never", "2026_11", "2026_12", "2027_04");

    HtmlPage page = pages.page("/plan?policy=never&asOf=2027-03-01");

    assertThat(rows(page))
        .containsEntry("default.never/2026_11", "EXPIRED")
        .containsEntry("default.never/2026_12", "KEPT");
    assertThat(page.asNormalizedText()).contains("As of 2027-03-01", "Its as-of is in the future");
    assertThat(rows(pages.page("/plan?policy=never")))
        .containsEntry("default.never/2026_11", "KEPT");
  }

  @Slow
  @Test
  void timesAreInThePolicysZoneAndInUtc() throws IOException {
    pages.collection("berlin", "2026_10", "2026_11");

    HtmlPage page = pages.page("/plan?policy=berlin");

    assertThat(row(page, "default.berlin/2026_10"))
        .contains("2027-02-01 00:00:00+01:00", "2027-01-31 23:00:00 UTC");
    assertThat(page.asNormalizedText()).contains("asked at 2026-11-24 11:00:00+01:00");
  }
}

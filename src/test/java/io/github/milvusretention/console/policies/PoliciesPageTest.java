package io.github.milvusretention.console.policies;

import static io.github.milvusretention.console.runs.Site.row;
import static io.github.milvusretention.console.runs.Site.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.runs.Site;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How policies are doing, as the page of all and that of each tell it. */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesPageTest {
  private static final String[] NAMES = {"idle", "done", "refused", "failing", "slow", "paused"};

  private final Sandbox sandbox = Sandbox.builder().start();
  private Site site;

  @BeforeAll
  void start(@TempDir Path directory) {
    Site.seed(sandbox, NAMES);
    site =
        new Site(
            Databases.H2,
            directory,
            sandbox,
            Site.policy("idle")
                + Site.policy("done", "schedule: \"0 15 3 29 2 ?\"", "zone: Asia/Tokyo")
                + Site.policy("refused", "max-drops: 3")
                + Site.policy("failing")
                + Site.policy("slow")
                + Site.policy("paused"),
            """
            holds:
              audit:
                policy: paused
                owner: ada
                reason: audit of <b>2026</b>
              elsewhere:
                collection: "elsewhere*"
                owner: ada
                reason: no policy here has one
            """);
  }

  @AfterAll
  void stop() {
    site.close();
    sandbox.close();
  }

  private HtmlPage policies() {
    return site.page("/policies");
  }

  @Test
  void oneThatNeverRanSaysSo() {
    assertThat(row(policies(), "idle"))
        .contains("never ran", "no schedule: by hand only", "not known");
  }

  @Test
  void oneThatRanTellsTheRunAndTheNextFiringInItsZoneAndInUtc() {
    RunReport report = site.run("done");
    assertThat(report.exit()).isEqualTo(RunExit.DONE);

    HtmlPage page = policies();

    assertThat(row(page, "done"))
        .contains("COMPLETED", "run " + report.executionId())
        .contains("7 dropped")
        .contains("2028-02-29 03:15:00", "+09:00", "2028-02-28 18:15:00 UTC", "zone Asia/Tokyo")
        .contains("none")
        .doesNotContain("LATE", "PROBLEM");
    assertThat(page.getAnchorByText("run " + report.executionId()).getHrefAttribute())
        .isEqualTo("/runs/" + report.executionId());
  }

  @Test
  void oneWhosePlanIsRefusedNamesTheGuardAndWhatIsOverdue() {
    RunReport report = site.run("refused");
    assertThat(report.exit()).isEqualTo(RunExit.GUARD_REFUSED);

    assertThat(row(policies(), "refused"))
        .contains("REFUSED run " + report.executionId())
        .contains("max-drops run " + report.executionId() + " waits for a person")
        .contains("7 partitions since 2026-05-01 00:00:00")
        .contains("oldest default.refused/january");
  }

  @Test
  void oneOfWhichSomethingFailedLinksToIt() {
    sandbox
        .on("partitions/drop")
        .onCollection("failing")
        .forPartition("march")
        .react(Reaction.error(65535, "no disk left"));
    RunReport report = site.run("failing");
    assertThat(report.exit()).isEqualTo(RunExit.PARTITIONS_FAILED);

    HtmlPage page = policies();

    assertThat(row(page, "failing"))
        .contains("FAILED run", "1 failed", "1 partition since 2026-07-01 00:00:00")
        .contains("oldest default.failing/march");
    HtmlAnchor failed =
        page.getFirstByXPath("//tr[.//a[.='failing']]//a[normalize-space(.)='1 failed']");
    assertThat(words(site.page(failed.getHrefAttribute()).getBody()))
        .contains("no disk left", "1–1 of 1 partitions");
  }

  @Test
  void oneThatRunsSaysSoAndCannotBeRunBeside() throws Exception {
    CountDownLatch dropping = new CountDownLatch(1);
    sandbox
        .on("partitions/drop")
        .onCollection("slow")
        .once()
        .react(Reaction.hang().before(call -> dropping.countDown()));
    CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() -> site.run("slow"));
    assertThat(dropping.await(1, TimeUnit.MINUTES)).isTrue();
    try {
      assertThat(row(policies(), "slow")).contains("RUNNING");
      assertThat(words(site.page("/policies/slow").getBody())).contains("RUNNING");
    } finally {
      sandbox.heal();
    }
    assertThat(run.get().exit()).isEqualTo(RunExit.DONE);
    assertThat(row(policies(), "slow")).contains("COMPLETED");
  }

  @Test
  void oneThatAHoldPausesNamesIt() {
    assertThat(row(policies(), "paused"))
        .contains("PAUSED by hold audit of the rules file, of ada (audit of <b>2026</b>)")
        .contains("1 hold");
    assertThat(row(policies(), "idle")).as("no collection of it is held").doesNotContain("hold");
  }

  @Test
  void aRulesFileThatDiffersIsToldFirst() {
    String read = site.rules();
    assertThat(words(policies().getBody())).doesNotContain("is not the one");

    site.write(read.replace("max-drops: 3", "max-drops: 9"));
    String told = words(policies().getBody());
    String ofOne = words(site.page("/policies/done").getBody());
    site.write(read);

    assertThat(told)
        .contains("is not the one that this process read: changed: policy refused: max-drops");
    assertThat(ofOne).contains("no schedule fires until this process is restarted");
    assertThat(words(policies().getBody())).doesNotContain("is not the one");
  }

  @Test
  void thePageOfOneHasItsRulesAndLinks() {
    HtmlPage page = site.page("/policies/refused");

    assertThat(words(page.getBody()))
        .contains("policy: refused", "max-drops: 3", "keep: P3M", "keep-newest: 1")
        .contains("Run now", "Nobody may act here until there are users");
    assertThat(page.getAnchorByText("its nights").getHrefAttribute())
        .isEqualTo("/nights?policy=refused");
    assertThat(page.getAnchorByText("its forecast").getHrefAttribute())
        .isEqualTo("/forecast?policy=refused");
  }

  @Test
  void anUnknownOneIsNotFound() {
    HtmlPage page = site.page("/policies/nightly");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(404);
    assertThat(words(page.getBody())).contains("The rules have no policy \"nightly\".");
  }
}

package io.github.milvusretention.console.runs;

import static io.github.milvusretention.console.runs.Site.row;
import static io.github.milvusretention.console.runs.Site.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of runs, and the page of one. */
@EveryDatabase
class RunPagesTest {
  private final Sandbox sandbox = Sandbox.builder().start();
  private final Site site;

  RunPagesTest(Databases database, @TempDir Path directory) {
    Site.seed(sandbox, "nightly", "strict");
    site =
        new Site(
            database,
            directory,
            sandbox,
            Site.policy("nightly", "zone: Europe/Paris") + Site.policy("strict", "max-drops: 3"),
            "");
  }

  @AfterEach
  void stop() {
    site.close();
    sandbox.close();
  }

  private static long id(RunReport report) {
    return Objects.requireNonNull(report.executionId());
  }

  private static List<String> links(HtmlPage page, String row) {
    return page.<HtmlAnchor>getByXPath(row).stream().map(HtmlAnchor::getHrefAttribute).toList();
  }

  private RunReport fails(String partition) {
    sandbox
        .on("partitions/drop")
        .onCollection("nightly")
        .forPartition(partition)
        .react(Reaction.error(65535, "no disk left"));
    RunReport report = site.run("nightly", "before the audit");
    assertThat(report.exit()).isEqualTo(RunExit.PARTITIONS_FAILED);
    sandbox.heal();
    return report;
  }

  @Test
  void aRunTellsWhatItDidWhyAndByWhom() {
    long failed = id(fails("march"));
    RunReport continued = site.rerun(site.run("strict"));
    assertThat(continued.exit()).isEqualTo(RunExit.GUARD_REFUSED);

    HtmlPage page = site.page("/runs/" + failed);
    String told = words(page.getBody());

    assertThat(told)
        .contains("Run " + failed + " of nightly as of 2026-11-24 FAILED")
        .contains("exit code 3 – some partitions failed or could not be read")
        .contains("manual by ada@host", "before the audit", "Europe/Paris")
        .contains("7 planned 6 dropped 0 released 0 absent 0 skipped 1 failed 0 left")
        .contains("Digest sha256:")
        .contains("plan COMPLETED", "drop COMPLETED", "report FAILED")
        .contains("1–7 of 7 partitions")
        .contains("Rerun Nobody may act here", "Stop Nobody may act here")
        .contains("Accept no plan of this run waits for a person");
    assertThat(page.getBody().getTextContent()).as("on a click").contains("keep: P3M");
  }

  @Slow
  @Test
  void theLedgerIsFilteredByStateAndByText() {
    long failed = id(fails("march"));

    HtmlPage onlyFailed = site.page("/runs/" + failed + "?state=FAILED");
    String march = words(onlyFailed.getBody());
    String may = words(site.page("/runs/" + failed + "?text=MAY").getBody());
    String byError = words(site.page("/runs/" + failed + "?text=no+disk").getBody());
    String none = words(site.page("/runs/" + failed + "?state=DROPPED&text=march").getBody());

    assertThat(march)
        .contains("1–1 of 1 partitions", "march default.nightly", "no disk left")
        .doesNotContain("january default.nightly");
    assertThat(onlyFailed.getBody().getTextContent())
        .as("on a click")
        .contains("March 2026 ended 2026-04-01")
        .contains("partitions/drop", "code 65535");
    assertThat(may).contains("1–1 of 1 partitions", "may default.nightly");
    assertThat(byError).contains("1–1 of 1 partitions", "march default.nightly");
    assertThat(none).contains("No partition is like that.", "No partitions");
    assertThat(site.page("/runs/" + failed + "?text=%25").getBody().asNormalizedText())
        .as("% stands for itself")
        .contains("No partitions");
    assertThat(site.page("/runs/" + failed + "?state=GONE").getWebResponse().getStatusCode())
        .isEqualTo(400);
  }

  @Slow
  @Test
  void eachExecutionShowsWhatItLeftAndNamesTheOthers() {
    RunReport first = fails("march");
    RunReport second = site.rerun(first);
    assertThat(second.exit()).isEqualTo(RunExit.DONE);

    HtmlPage before = site.page("/runs/" + id(first));
    HtmlPage after = site.page("/runs/" + id(second));

    assertThat(words(before.getBody()))
        .contains("6 dropped 0 released 0 absent 0 skipped 1 failed 0 left 0 settled earlier")
        .contains("Other executions of this run")
        .contains("since then DROPPED by run " + id(second))
        .contains("Rerun Nobody may act here");
    assertThat(words(after.getBody()))
        .contains("7 planned 1 dropped 0 released 0 absent 0 skipped 0 failed 0 left")
        .contains("6 settled earlier", "by run " + id(first));
    assertThat(words(site.page("/runs/" + id(first) + "?state=FAILED").getBody()))
        .contains("1–1 of 1 partitions");
    assertThat(words(site.page("/runs/" + id(second) + "?state=FAILED").getBody()))
        .contains("No partitions");
    assertThat(links(before, "//table//a[normalize-space(.)='" + id(second) + "']"))
        .containsExactly("/runs/" + id(second));
  }

  @Slow
  @Test
  void aRefusedRunNamesGuardLimitAndFigure() {
    long refused = id(site.run("strict"));

    assertThat(words(site.page("/runs/" + refused).getBody()))
        .contains("Run " + refused + " of strict as of 2026-11-24 REFUSED")
        .contains("exit code 4 – a guard refused the plan, nothing was dropped")
        .contains("Refused by a guard: the plan drops 7 partitions; max-drops allows 3")
        .contains("A guard refused the plan, so that nothing was to be done.")
        .contains("Accept Nobody may act here");
  }

  @Slow
  @Test
  void theListIsFilteredAndPagedWithoutLosingTheFilter() {
    long failed = id(fails("march"));
    long refused = id(site.run("strict"));
    int many = 120;
    copyExecution(refused, many);

    HtmlPage all = site.page("/runs");
    assertThat(words(all.getBody())).contains("1–50 of " + (many + 2) + " runs");
    assertThat(words(site.page("/runs?policy=nightly").getBody())).contains("1–1 of 1 runs");
    assertThat(row(site.page("/runs?policy=nightly"), String.valueOf(failed)))
        .contains("nightly", "FAILED", "6 dropped, 1 failed")
        .contains("+01:00");
    HtmlPage strict = site.page("/runs?policy=strict&state=REFUSED&page=2");
    assertThat(words(strict.getBody()))
        .contains("51–100 of " + (many + 1) + " runs", "page 2 of 3");
    assertThat(strict.getAnchorByText("Next").getHrefAttribute())
        .isEqualTo("/runs?policy=strict&state=REFUSED&page=3");
    assertThat(strict.getAnchorByText("First").getHrefAttribute())
        .isEqualTo("/runs?policy=strict&state=REFUSED&page=1");
    HtmlPage last = site.page(strict.getAnchorByText("Next").getHrefAttribute());
    assertThat(row(last, String.valueOf(refused))).contains("strict", "REFUSED");
    assertThat(words(site.page("/runs?state=COMPLETED").getBody()))
        .contains("No run is like that.");
    assertThat(words(site.page("/runs?state=FAILED").getBody()))
        .as("each row has the word that was asked for")
        .contains("1–1 of 1 runs");
    assertThat(words(site.page("/runs?state=RUNNING").getBody())).contains("No runs");
    assertThat(site.page("/runs?state=ODD").getWebResponse().getStatusCode()).isEqualTo(400);
    assertThat(site.page("/runs?page=x").getWebResponse().getStatusCode()).isEqualTo(400);
  }

  /** The same end of the same run once more, as the tables of Spring Batch have it. */
  private void copyExecution(long id, int times) {
    for (int i = 1; i <= times; i++) {
      long copy = id + i;
      site.database()
          .change(
              "INSERT INTO batch_job_execution SELECT "
                  + copy
                  + ", version, job_instance_id, create_time, start_time, end_time, status,"
                  + " exit_code, exit_message, last_updated FROM batch_job_execution WHERE"
                  + " job_execution_id = "
                  + id);
      site.database()
          .change(
              "INSERT INTO batch_job_execution_params SELECT "
                  + copy
                  + ", parameter_name, parameter_type, parameter_value, identifying FROM"
                  + " batch_job_execution_params WHERE job_execution_id = "
                  + id);
    }
  }

  @Slow
  @Test
  void anUnknownRunIsNotFound() {
    for (String path : List.of("/runs/4711", "/runs/4711/progress")) {
      HtmlPage page = site.page(path);
      assertThat(page.getWebResponse().getStatusCode()).isEqualTo(404);
      assertThat(words(page.getBody())).contains("there is no run 4711;");
    }
    assertThat(words(site.page("/runs").getBody())).contains("Nothing has run yet.");
    assertThat(site.page("/runs/x").getWebResponse().getStatusCode()).isEqualTo(400);
  }

  @Slow
  @Test
  void progressIsAskedForUntilTheRunIsOver() throws Exception {
    CountDownLatch dropping = new CountDownLatch(1);
    sandbox
        .on("partitions/drop")
        .onCollection("nightly")
        .forPartition("march")
        .once()
        .react(Reaction.hang().before(call -> dropping.countDown()));
    CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() -> site.run("nightly"));
    assertThat(dropping.await(1, TimeUnit.MINUTES)).isTrue();
    long id;
    try {
      HtmlPage page = site.page("/runs?state=RUNNING");
      id = Long.parseLong(((HtmlAnchor) page.getFirstByXPath("//td/a")).getTextContent());
      HtmlPage running = site.page("/runs/" + id);

      DomElement polls = running.getFirstByXPath("//*[@hx-get]");
      assertThat(polls.getAttribute("hx-get")).isEqualTo("/runs/" + id + "/progress");
      assertThat(polls.getAttribute("hx-trigger")).isEqualTo("every 3s");
      DomElement bar = running.getFirstByXPath("//progress");
      assertThat(bar.getAttribute("max")).isEqualTo("7");
      assertThat(bar.getAttribute("value")).isEqualTo("2");
      assertThat(words(polls))
          .contains("RUNNING step drop: 2 of 7 partitions")
          .contains("DROPPED default.nightly/january", "Reload");
      assertThat(site.raw("/runs/" + id + "/progress").body())
          .as("a part of the page")
          .contains("every 3s")
          .doesNotContain("<html");
      assertThat(words(running.getBody())).contains("Rerun Nobody may act here");
    } finally {
      sandbox.heal();
    }
    assertThat(run.get().exit()).isEqualTo(RunExit.DONE);

    String over = site.raw("/runs/" + id + "/progress").body();
    assertThat(over)
        .contains("This run is over", "COMPLETED", "/runs/" + id)
        .doesNotContain("hx-get", "hx-trigger");
    assertThat(site.raw("/runs/" + id).body()).doesNotContain("hx-get");
  }

  @Slow
  @Test
  void aRunWhoseProcessDiedDoesNotPoll() {
    long id = id(fails("march"));
    site.database().change("UPDATE batch_job_execution SET status = 'STARTED', end_time = NULL");

    HtmlPage page = site.page("/runs/" + id);

    assertThat(words(page.getBody())).contains("PROCESS DIED", "The process of this run died.");
    assertThat(page.<DomElement>getByXPath("//*[@hx-get]")).isEmpty();
  }
}

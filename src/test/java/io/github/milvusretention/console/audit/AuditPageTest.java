package io.github.milvusretention.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.confirm.Desk;
import io.github.milvusretention.console.confirm.Visit;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.job.history.Purge;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Viewers read who did what; texts that were written to harm do none, in any of the formats. */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditPageTest {
  private static final String HOSTILE =
      "=HYPERLINK(\"http://x\",\"y\"), <script>alert('1')</script>\r\nnext \u202egnp.exe";

  private Desk desk;
  private Visit vic;

  @BeforeAll
  void start(@TempDir Path directory) {
    desk = new Desk(directory);
    vic = desk.visit("vic");
    record("eve", Act.HOLD, "hold 1: partition <img src=x>", HOSTILE);
    record("+ada", Act.ACCEPT, "run of nightly as of 2026-11-24", "fine");
    // More than are read at once, and than a page shows.
    new TransactionTemplate(desk.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status ->
                IntStream.rangeClosed(1, 2100)
                    .forEach(i -> record("bulk", Act.PURGE, "many " + i, "")));
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private void record(String who, Act act, String target, String reason) {
    desk.bean(AuditLog.class)
        .record(
            new AuditEntry(
                new Actor(who, List.of("OPERATOR"), Actor.Source.CONSOLE, "10.0.0.7"),
                act,
                new Target(target, "nightly").execution(41),
                "sha256:ab",
                reason,
                Outcome.DONE,
                "@done"));
  }

  @Test
  void theNewestAreShownAndPagingKeepsTheFilter() {
    Answer page = vic.get("/audit?who=bulk&act=purge&page=2");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("101–200 of 2100 acts").contains("many 2000 ");
    assertThat(page.body())
        .contains("href=\"/audit?who=bulk&amp;act=purge&amp;page=3\"")
        .contains("href=\"/audit.csv?who=bulk&amp;act=purge\"")
        .contains("href=\"/runs/41\"");
    assertThat(vic.get("/audit?q=NIGHTLY%20as%20of").text()).contains("1–1 of 1 acts");
    assertThat(vic.get("/audit?until=2020-01-01").text()).contains("No acts");
    assertThat(vic.get("/audit?zz=a=b&q=many=").status()).isEqualTo(200);
    assertThat(vic.get("/audit?zz=a=b&who=bulk").body())
        .contains("href=\"/audit?who=bulk&amp;page=2\"");
    assertThat(vic.get("/audit?act=nonsense").status()).isEqualTo(400);
    assertThat(vic.get("/audit?since=yesterday").status()).isEqualTo(400);
  }

  @Test
  void hostileTextIsShownAndNotRun() {
    Answer page = vic.get("/audit?who=eve");

    assertThat(page.body())
        .doesNotContain("<script>alert")
        .doesNotContain("<img src=x>")
        .doesNotContain("\u202e");
    assertThat(page.text()).contains("<script>alert('1')</script>").contains("\\u202egnp.exe");
  }

  @Test
  void asCsvNoCellIsAFormulaAndNoneBreaksItsLine() {
    Answer csv = vic.get("/audit.csv?act=hold");

    assertThat(csv.headers().get("content-type")).startsWith("text/csv");
    assertThat(csv.headers().get("content-disposition"))
        .isEqualTo("attachment; filename=\"audit.csv\"");
    List<String> lines = csv.body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("\"at\",\"who\",\"roles\"");
    assertThat(lines.get(1))
        .contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\"), <script>")
        .contains("\"'@done\"");
    assertThat(vic.get("/audit.csv?act=accept").body()).contains("\"'+ada\"");
  }

  @Test
  void asJsonAllThatMatchAreThere() {
    JsonNode all = JsonMapper.shared().readTree(vic.get("/audit.json?who=bulk").body());

    assertThat(all.size()).isEqualTo(2100);
    assertThat(all.get(0).get("target").stringValue()).isEqualTo("many 2100");
    JsonNode one = JsonMapper.shared().readTree(vic.get("/audit.json?who=eve").body()).get(0);
    assertThat(one.get("reason").stringValue()).contains("<script>").contains("\\u202e");
    assertThat(Instant.parse(one.get("at").stringValue()))
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(one.get("executionId").longValue()).isEqualTo(41);
    assertThat(one.get("digest").stringValue()).isEqualTo("sha256:ab");
  }

  @Test
  void nothingChangesOrRemovesARow() {
    desk.bean(Purge.class)
        .finishedBefore(Instant.parse("2030-01-01T00:00:00Z"), Actor.ofCommand("zoe", "here"));
    assertThat(vic.get("/audit?who=zoe").text()).contains("2 of 2 acts").contains("0 runs removed");
    assertThat(vic.get("/audit?who=bulk").text()).contains("of 2100 acts");
  }
}

package io.github.milvusretention.console.runs;

import static io.github.milvusretention.console.runs.Site.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Text that others wrote, in every place in which the pages of policies and runs show it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTextTest {
  private static final String SCRIPT = "<script>alert('x')</script>";
  private static final String QUOTES =
      "\"' onmouseover=\"alert(1)\" x='${1234567*7}[[${1234567*7}]]";
  private static final String TURNED = "yraunaj\u202egnp.\u200b";
  private static final String LONG = "n".repeat(200);
  private static final String ALL = SCRIPT + QUOTES + TURNED + LONG;

  private final Sandbox sandbox = Sandbox.builder().start();
  private Site site;
  private long id;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    Site.seed(sandbox, "strict", "nightly");
    site =
        new Site(
            Databases.H2,
            directory,
            sandbox,
            Site.policy("nightly") + Site.policy("strict", "max-drops: 3"),
            "");
    site.run("strict", ALL);
    RunReport report = site.run("nightly", ALL);
    id = report.executionId() == null ? 0 : report.executionId();
    set("UPDATE retention_ledger SET partition_name = ? WHERE partition_name = 'january'", LONG);
    set("UPDATE retention_ledger SET partition_name = ? WHERE partition_name = 'march'", SCRIPT);
    set("UPDATE retention_ledger SET collection_name = ? WHERE partition_name = 'may'", QUOTES);
    set("UPDATE retention_ledger SET partition_name = ? WHERE partition_name = 'may'", TURNED);
    set("UPDATE retention_ledger SET error = ?, state = 'FAILED'", ALL);
    set("UPDATE retention_ledger SET reason = ?", ALL);
    set("UPDATE retention_ledger SET waited = ?", ALL);
    set("UPDATE retention_call SET message = ?", ALL);
    set("UPDATE retention_plan SET refused_by = ?", ALL);
    set("UPDATE retention_plan SET unreadable = ?", ALL);
    set("UPDATE retention_plan SET waiting = ?", ALL);
    set("UPDATE retention_plan SET accepted_by = ?, accepted_at = CURRENT_TIMESTAMP", SCRIPT);
    set("UPDATE retention_plan SET accepted_why = ?", ALL);
    set("UPDATE retention_plan SET rules = ?", ALL);
    set("UPDATE batch_job_execution SET exit_message = ?", ALL);
    set("UPDATE batch_step_execution SET exit_message = ?", ALL);
    set(
        "UPDATE batch_job_execution_params SET parameter_value = ? WHERE parameter_name ="
            + " 'requestedBy'",
        ALL);
    set("UPDATE retention_saved_plan SET partitions = ?", due(ALL));
  }

  private static String due(String name) {
    String text = name.replace("\"", "\\\"");
    return "[{\"database\":\"default\",\"collection\":\"c\",\"id\":\"1\",\"partition\":\"%s\"}]"
        .formatted(text);
  }

  private void set(String sql, String value) throws SQLException {
    try (Connection connection = site.database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      assertThat(statement.executeUpdate()).as(sql).isPositive();
    }
  }

  @AfterAll
  void stop() {
    site.close();
    sandbox.close();
  }

  @Test
  void isTextOnEveryPage() {
    for (String path :
        List.of(
            "/policies",
            "/policies/nightly",
            "/policies/strict",
            "/runs",
            "/runs/1",
            "/runs/" + id,
            "/runs/" + id + "?text=%3Cscript%3E%22%27&state=FAILED",
            "/runs?policy=%3Cscript%3Ealert(%27x%27)%3C/script%3E",
            "/policies/%3Cscript%3Ealert")) {
      HtmlPage page = site.page(path);
      String body = page.getWebResponse().getContentAsString();

      assertThat(body).as(path).contains("&lt;script&gt;");
      assertThat(page.<DomElement>getByXPath("//script[not(@src)]")).as(path).isEmpty();
      assertThat(page.<DomElement>getByXPath("//*[@onmouseover]")).as(path).isEmpty();
      assertThat(body).as(path).doesNotContain("<script>", "\u202e", "\u200b");
      assertThat(words(page.getBody()))
          .as("no expression is evaluated: " + path)
          .doesNotContain("8641969");
    }
  }

  @Test
  void isWholeWhereItIsShown() {
    String told = words(site.page("/runs/" + id).getBody());

    assertThat(told)
        .contains(SCRIPT + QUOTES + "yraunaj\\u202egnp.\\u200b" + LONG)
        .contains("default." + QUOTES)
        .contains(LONG);
    assertThat(words(site.page("/policies").getBody()))
        .contains("oldest default.nightly/" + LONG)
        .contains("oldest default.c/" + SCRIPT);
  }

  @Test
  void staysInTheFieldOfTheFilter() {
    HtmlPage page = site.page("/runs/" + id + "?text=%22%27%3E%3Cscript%3E");

    DomElement field = page.getFirstByXPath("//input[@name='text']");
    assertThat(field.getAttribute("value")).isEqualTo("\"'><script>");
  }

  @Test
  void isTextInTheProgressOfARun() throws SQLException {
    site.database()
        .change(
            "UPDATE batch_job_execution SET status = 'STARTED', end_time = NULL WHERE"
                + " job_execution_id = "
                + id);
    site.database()
        .change(
            "UPDATE retention_lease SET expires_at = DATEADD(MINUTE, 1, CURRENT_TIMESTAMP),"
                + " length_seconds = 60 WHERE policy = 'nightly'");

    String body = site.raw("/runs/" + id + "/progress").body();

    site.database()
        .change(
            "UPDATE batch_job_execution SET status = 'FAILED', end_time = start_time WHERE"
                + " job_execution_id = "
                + id);
    assertThat(body)
        .contains("every 3s", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
        .doesNotContain("<script>", "\u202e");
    set("UPDATE retention_lease SET length_seconds = 0, owner = ?", "nobody");
  }
}

package io.github.milvusretention.console.nights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Five nights of two policies, as the grid shows them. */
final class FiveNights implements AutoCloseable {
  private static final String DB = "default";
  static final String HOSTILE = "<script>alert(1)</script>\"'\u202e".repeat(5);
  private static final String RULES =
      """
          days:
            cluster: local
            collections: [logs, events]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
            max-drops: 10
            max-share: 100%
            new-rules: off
            still-written: off
            schedule: "0 15 3 * * ?"
          west:
            cluster: local
            collections: [west]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
            grace: P2D
            max-share: 100%
            new-rules: off
            still-written: off
            zone: America/New_York
            schedule: "0 15 3 ? * MON-FRI"
      """;

  private final List<RunReport> reports = new ArrayList<>();
  private final LivePages here;
  private final Sandbox sandbox;

  FiveNights(Databases kind, Path directory) {
    here = new LivePages(kind, directory, RULES);
    sandbox = here.sandbox;
    here.collection("logs", days(10, 24));
    here.collection("events", days(14, 24));
    here.collection("west", days(13, 24));
    play();
  }

  private static String[] days(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(day -> "p_2026_11_" + day)
        .toArray(String[]::new);
  }

  private void play() {
    here.itIs("2026-11-20T03:15:00Z");
    run("days", RunExit.DONE);
    here.itIs("2026-11-20T08:15:00Z");
    run("west", RunExit.DONE);
    here.itIs("2026-11-21T03:15:00Z");
    sandbox
        .on("partitions/drop")
        .forPartition("p_2026_11_15")
        .onCollection("logs")
        .react(Reaction.forbidden("DropPartition"));
    run("days", RunExit.PARTITIONS_FAILED);
    sandbox.heal();
    here.itIs("2026-11-23T03:15:00Z");
    List<String> old = IntStream.rangeClosed(1, 11).mapToObj("p_2026_10_%02d"::formatted).toList();
    sandbox.createPartitions(DB, "events", old);
    run("days", RunExit.GUARD_REFUSED);
    old.forEach(name -> sandbox.dropPartitions(DB, "events", name));
    here.itIs("2026-11-23T08:15:00Z");
    sandbox.onEvery().react(Reaction.unauthenticated());
    run("west", RunExit.CLUSTER_UNUSABLE);
    sandbox.heal();
    here.itIs("2026-11-24T03:15:00Z");
    here.bean(JdbcClient.class)
        .sql(
            "INSERT INTO retention_sighting (policy, cluster_name, database_name, collection_name,"
                + " collection_id, partition_names, seen_at) VALUES ('west', 'local', 'default',"
                + " :name, '77', '[]', CURRENT_TIMESTAMP)")
        .param("name", HOSTILE)
        .update();
  }

  private void run(String policy, RunExit exit) {
    RunReport report = here.run(policy);
    assertThat(report.exit()).as(report.message()).isEqualTo(exit);
    reports.add(report);
  }

  LivePages here() {
    return here;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** The report of the run with that place in the order of the evenings, from 0. */
  RunReport report(int run) {
    return reports.get(run);
  }

  @Override
  public void close() {
    here.close();
  }

  HtmlPage grid(String query) throws IOException {
    HtmlPage page = here.page("/nights?until=2026-11-24&nights=5" + query);
    assertThat(page.getWebResponse().getStatusCode()).as(page.asNormalizedText()).isEqualTo(200);
    return page;
  }

  /**
   * @param row the beginning of its first column
   */
  static DomElement cell(HtmlPage page, String row, String date) {
    List<DomElement> heads = page.getByXPath("//table[@class='nights']/thead/tr/th");
    int column =
        IntStream.range(0, heads.size())
            .filter(i -> heads.get(i).asXml().contains("datetime=\"" + date + "\""))
            .findFirst()
            .orElseThrow();
    List<DomElement> rows = page.getByXPath("//table[@class='nights']/tbody/tr");
    DomElement found =
        rows.stream()
            .filter(one -> one.getFirstElementChild().asNormalizedText().startsWith(row))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("no row " + row + ": " + page.asNormalizedText()));
    List<DomElement> cells = found.getByXPath("./th|./td");
    return cells.get(column);
  }

  static String words(DomElement cell) {
    return ((DomNode) cell.getFirstByXPath(".//*[@class='unseen']")).getTextContent();
  }

  static String marks(DomElement cell) {
    List<DomElement> marks = cell.getByXPath(".//span[starts-with(@class,'mark')]");
    return String.join(" ", marks.stream().map(DomNode::getTextContent).toList());
  }
}

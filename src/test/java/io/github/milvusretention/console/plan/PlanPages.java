package io.github.milvusretention.console.plan;

import static io.github.milvusretention.console.LivePages.policy;
import static java.util.stream.Collectors.toMap;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;

/** The pages of plans. Each test has a policy of its own. */
@OnePerPackage
final class PlanPages implements AutoCloseable {
  private static final String RULES =
      policy("verdicts", "verdicts, shared", "keep-newest: 0")
          + policy("rival", "shared")
          + policy("graced", "graced", "grace: P7D")
          + policy("checked", "checked", "content-check: {field: created_at, unit: seconds}")
          + policy("written", "written").replace("still-written: off", "schedule: \"0 15 3 * * ?\"")
          + policy("refused", "refused", "max-drops: 2", "keep-newest: 0")
          + policy("kept", "kept")
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

  final LivePages live;

  PlanPages(Path directory) {
    live = new LivePages(Databases.H2, directory, RULES);
  }

  /** By partition: the verdict. */
  static Map<String, String> rows(HtmlPage page) {
    return cells(page, "Partitions of the plan").stream()
        .collect(toMap(cells -> cells.get(0), cells -> cells.get(1)));
  }

  /** What is read in the row of that partition. */
  static String row(HtmlPage page, String partition) {
    return cells(page, "Partitions of the plan").stream()
        .filter(cells -> cells.get(0).equals(partition))
        .findFirst()
        .map(cells -> String.join(" ", cells))
        .orElseThrow();
  }

  /** What is read in the table of that label, row by row. */
  static List<List<String>> cells(HtmlPage page, String table) {
    List<DomNode> rows = page.getByXPath("//div[@aria-label='" + table + "']//tbody/tr");
    return rows.stream()
        .map(
            row ->
                row.<DomNode>getByXPath("td").stream()
                    .map(cell -> cell.getTextContent().strip().replaceAll("\\s+", " "))
                    .toList())
        .toList();
  }

  @Override
  public void close() {
    live.close();
  }
}

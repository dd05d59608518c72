package io.github.milvusretention.cli.output.view;

import io.github.milvusretention.check.Finding;
import io.github.milvusretention.check.Finding.Level;
import io.github.milvusretention.check.Place;
import io.github.milvusretention.cli.output.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as JSON, and as a table row.
 *
 * @param id what it is about
 * @param exitCode what a run would end with because of it
 */
public record FindingView(String id, String level, Where place, int exitCode, String detail) {

  /** Where it is; null for what does not matter. */
  public record Where(
      String part,
      @Nullable String name,
      @Nullable String uri,
      @Nullable String database,
      @Nullable String collection) {}

  public static FindingView of(Finding finding) {
    Place place = finding.place();
    return new FindingView(
        finding.id().toString(),
        finding.level().toString(),
        new Where(
            place.part().toString(),
            place.name(),
            place.uri(),
            place.database(),
            place.collection()),
        finding.exit().code(),
        finding.detail());
  }

  public static Table table(List<Finding> findings) {
    Table table = new Table("WHAT", "RESULT", "ID", "DETAIL");
    findings.forEach(
        finding -> table.row(finding.place(), finding.level(), finding.id(), finding.detail()));
    table.line("");
    table.line(
        counted(findings, Level.PROBLEM, "problem")
            + ", "
            + counted(findings, Level.WARNING, "warning")
            + ", the rest is ok");
    return table;
  }

  private static String counted(List<Finding> findings, Level level, String word) {
    long count = findings.stream().filter(finding -> finding.level() == level).count();
    return count == 1 ? "1 " + word : count + " " + word + "s";
  }
}

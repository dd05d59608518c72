package io.github.milvusretention.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How an answer is written to stdout. */
final class OutputOption {
  enum Format {
    TABLE,
    JSON
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(
      names = "--output",
      paramLabel = "table|json",
      description = "How to answer: ${DEFAULT-VALUE} if not given.",
      defaultValue = "table")
  Format format = Format.TABLE;

  void print(PrintWriter out, Object json, Table table) {
    if (format == Format.JSON) {
      out.println(JSON.writeValueAsString(json));
    } else {
      table.print(out);
    }
    out.flush();
  }
}

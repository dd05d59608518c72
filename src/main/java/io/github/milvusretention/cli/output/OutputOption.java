package io.github.milvusretention.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The option that selects the output format. */
public final class OutputOption {
  /** How an answer is written. */
  public enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      description = "The output format. Default: table.")
  @Nullable Format format;

  /** The command that has this option. */
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  public boolean isJson() {
    return isJson(Objects.requireNonNull(command));
  }

  /** Whether JSON is asked for: the nearest option counts, of the command or of one above it. */
  static boolean isJson(CommandSpec command) {
    for (CommandSpec at = command; at != null; at = at.parent()) {
      OptionSpec option = at.findOption("--output");
      Object asked = option == null ? null : option.getValue();
      if (asked != null) {
        return asked == Format.JSON;
      }
    }
    return false;
  }

  /** Not a constant: every command has this option, and few are asked for JSON. */
  public static ObjectWriter indented() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        // What is written to is stdout.
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .build()
        .writer();
  }

  public void print(PrintWriter out, Object json, Table table) {
    print(out, json, List.of(table));
  }

  /** The same, where the answer is one sentence. */
  public void print(PrintWriter out, Object json, String sentence) {
    if (isJson()) {
      printJson(out, json);
    } else {
      out.println(sentence);
      out.flush();
    }
  }

  /** Whatever the format is. */
  public void printJson(PrintWriter out, Object json) {
    writeJson(out, json);
  }

  /** The answer as every program gets it, from a command or over HTTP. */
  public static void writeJson(PrintWriter out, Object json) {
    out.println(indented().writeValueAsString(json));
    out.flush();
  }

  /** Whatever the format is. */
  public void print(PrintWriter out, Table table) {
    table.print(out, columns());
    out.flush();
  }

  /**
   * The same.
   *
   * @param tables with an empty line between two
   */
  public void print(PrintWriter out, Object json, List<Table> tables) {
    if (isJson()) {
      printJson(out, json);
    } else {
      for (int i = 0; i < tables.size(); i++) {
        if (i > 0) {
          out.println();
        }
        tables.get(i).print(out, columns());
      }
    }
    out.flush();
  }

  private OptionalInt columns() {
    return command != null && command.root().userObject() instanceof Screen screen
        ? screen.columns()
        : OptionalInt.empty();
  }
}

package io.github.milvusretention.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as a page of the manual, in roff, written from their own descriptions. */
final class ManPage {
  private static final Map<String, String> FILES =
      Map.of(
          "config/retention.yaml", "The rules, in the working directory; --config names others.",
          "data/",
              "The job repository, in the working directory; RETENTION_DATA_DIR names another.");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "JAVA_HOME", "The Java to run on, 17 or later; without it that of the PATH.",
          "MILVUS_RETENTION_JAVA_OPTS", "Options for Java, separated by blanks.",
          "RETENTION_DATA_DIR", "The folder of the job repository.",
          "SPRING_DATASOURCE_URL", "Another job repository: jdbc:postgresql://host/database.");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * @param version of the program, for the foot of the page
   */
  static String of(CommandLine program, String version) {
    CommandSpec spec = program.getCommandSpec();
    ManPage man = new ManPage();
    String name = spec.name();
    man.line(
        ".TH \""
            + escape(name).toUpperCase(Locale.ROOT)
            + "\" 1 \"\" \""
            + name
            + " "
            + escape(version)
            + "\"");
    man.section("NAME").text(name + " - drops the partitions of Milvus whose period has expired");
    man.section("SYNOPSIS").synopsis(program);
    man.section("DESCRIPTION").text(spec.usageMessage().description());
    man.section("OPTIONS").options(spec);
    man.section("COMMANDS");
    program.getSubcommands().values().forEach(man::command);
    man.section("EXIT STATUS").text(spec.usageMessage().footer());
    man.section("ENVIRONMENT").terms(ENVIRONMENT);
    man.section("FILES").terms(FILES);
    return man.page.toString();
  }

  private void command(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String program = spec.root().name() + " ";
    line(".SS \"" + escape(spec.qualifiedName().substring(program.length())) + "\"");
    synopsis(command);
    line(".PP");
    text(spec.usageMessage().description());
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      term(parameter.paramLabel(), parameter.description());
    }
    options(spec);
    command.getSubcommands().values().forEach(this::command);
  }

  private void synopsis(CommandLine command) {
    Help help = new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF));
    text(help.synopsis(0));
  }

  private void options(CommandSpec spec) {
    for (OptionSpec option : spec.options()) {
      // What every command takes stands with the program's own options.
      if (!option.hidden() && !option.inherited()) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        term(String.join(", ", option.names()) + label, option.description());
      }
    }
  }

  private void terms(Map<String, String> terms) {
    terms.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> term(entry.getKey(), entry.getValue()));
  }

  private void term(String term, String... explanation) {
    line(".TP");
    line(".B " + escape(term));
    text(explanation);
  }

  private ManPage section(String name) {
    line(".SH " + name);
    return this;
  }

  private void text(String... lines) {
    for (String line : lines) {
      if (!line.isBlank()) {
        line(escape(line.strip()));
      }
    }
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  /** A backslash begins a command, as does a point or an apostrophe at the start of a line. */
  private static String escape(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}

package io.github.milvusretention.pages;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program's command lines in the blocks of a page. */
final class CommandLines {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:docker run .* |.*&& |[A-Z_]+=\\S+ )?"
              + "(?:java -jar \\S+\\.jar|(?:\\S*/)?milvus-retention)(?= |$)(?<arguments>.*)");

  /** What the shell takes: another command after it, where the answer goes, a comment. */
  private static final Pattern SHELL = Pattern.compile("\\s(?:\\||&&|;|[0-9]?>|#).*");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private CommandLines() {}

  static Stream<String> of(Page page) {
    return page.blocks().stream()
        .flatMap(block -> block.text().replace("\\\n", " ").lines())
        .map(String::strip)
        .filter(line -> COMMAND.matcher(line).matches());
  }

  /** Throws picocli's exception if the line has an option or a value that does not exist. */
  static ParseResult parse(String line) {
    Matcher command = COMMAND.matcher(line);
    if (!command.matches()) {
      throw new IllegalArgumentException(line);
    }
    String arguments = SHELL.matcher(command.group("arguments")).replaceAll("");
    return program().parseArgs(words(arguments));
  }

  private static String[] words(String line) {
    return WORD.matcher(line).results().map(CommandLines::word).toArray(String[]::new);
  }

  private static String word(MatchResult found) {
    return IntStream.rangeClosed(1, found.groupCount())
        .mapToObj(found::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return RetentionCommand.commandLine(
        new CommandContext(MilvusRetention.class, Map.of(), Clock.systemUTC(), nowhere, nowhere));
  }

  /** The commands that the program has. */
  static List<String> commands() {
    return List.copyOf(program().getSubcommands().keySet());
  }
}

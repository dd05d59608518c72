package io.github.milvusretention.cli.start.failure;

import io.github.milvusretention.cli.output.ErrorAnswer;
import io.github.milvusretention.rules.process.ThisProgram;
import io.github.milvusretention.text.Visible;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in one sentence, without the help text. */
public final class BadUsage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    ErrorAnswer.print(
        failure.getCommandLine().getErr(),
        ErrorAnswer.isWanted(args),
        UsageException.EXIT,
        Visible.line(sentence(failure)));
    return UsageException.EXIT;
  }

  private static String sentence(ParameterException failure) {
    if (failure.getCause() instanceof UsageException refused) {
      return String.valueOf(refused.getMessage());
    }
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    String what =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched(command, unmatched)
            : String.valueOf(failure.getMessage());
    return what + (what.endsWith("?") ? " " : "; ") + help(command) + " shows what there is";
  }

  private static String unmatched(CommandSpec command, UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().get(0).split("=", 2)[0];
    boolean first = command.parent() == null;
    if (unmatched.isUnknownOption()) {
      String where = first ? " before a command" : " of the command " + name(command);
      return "there is no option " + word + where + meant(word, options(command, word));
    }
    List<String> commands = List.copyOf(command.subcommands().keySet());
    return commands.isEmpty()
        ? "the command " + name(command) + " takes no further word such as " + word
        : "there is no command "
            + (first ? word : name(command) + " " + word)
            + meant(word, commands);
  }

  /** Those of the same kind, long or short. */
  private static List<String> options(CommandSpec command, String like) {
    return command.options().stream()
        .flatMap(option -> Stream.of(option.names()))
        .filter(name -> name.startsWith("--") == like.startsWith("--"))
        .toList();
  }

  private static String meant(String word, List<String> words) {
    Optional<String> nearest = Nearest.to(word, words);
    return nearest.map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static String help(CommandSpec command) {
    return command.parent() == null
        ? ThisProgram.program() + " help"
        : ThisProgram.program() + " help " + name(command);
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName().substring(command.root().name().length()).strip();
  }
}

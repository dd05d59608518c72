package io.github.milvusretention.cli;

import io.github.milvusretention.cli.holds.HoldCommand;
import io.github.milvusretention.cli.runs.RunCommands;
import io.github.milvusretention.cli.start.failure.BadUsage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.RunLast;

/** The commands of the program, and which of them a command line needs. */
final class Commands {
  /** In the order in which the help lists them. */
  static final List<Class<?>> ALL =
      Stream.of(
              List.of(ServeCommand.class),
              RunCommands.all(),
              List.of(
                  HoldCommand.class,
                  CheckCommand.class,
                  ForecastCommand.class,
                  WhyCommand.class,
                  PasswordCommand.class,
                  TokenCommand.class,
                  HelpCommand.class))
          .<Class<?>>flatMap(List::stream)
          .toList();

  /** They list other commands. */
  private static final Set<String> HELP = Set.of("help", "-h", "--help");

  private Commands() {}

  /**
   * Those that a command line may mean, as it holds their names: a tenth of the time of a short
   * command would go into reading what all the others take.
   */
  static List<Class<?>> meantBy(String... args) {
    List<String> words = List.of(args);
    List<Class<?>> meant = ALL.stream().filter(command -> words.contains(name(command))).toList();
    return meant.isEmpty() || words.stream().anyMatch(HELP::contains) ? ALL : meant;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /**
   * Has a line that cannot be read with some of the commands be read with all, to say what is wrong
   * with it. What a command itself refuses has begun, and is not done again.
   *
   * @param some a program with some of the commands
   */
  static CommandLine orElse(CommandLine some, Supplier<CommandLine> whole) {
    AtomicBoolean begun = new AtomicBoolean();
    BadUsage refusal = new BadUsage();
    return some.setExecutionStrategy(
            line -> {
              begun.set(true);
              return new RunLast().execute(line);
            })
        .setParameterExceptionHandler(
            (mistake, args) ->
                begun.get()
                    ? refusal.handleParseException(mistake, args)
                    : whole.get().execute(args));
  }
}

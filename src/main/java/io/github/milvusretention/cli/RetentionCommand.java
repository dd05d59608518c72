package io.github.milvusretention.cli;

import io.github.milvusretention.cli.output.Answer;
import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.cli.output.Terminal;
import io.github.milvusretention.cli.output.TerminalWidth;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.cli.start.Failures;
import io.github.milvusretention.cli.start.GivenPath;
import io.github.milvusretention.cli.start.Version;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.RulesOnDisk;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The command line of the program. Without a command it runs {@code serve}. */
@Command(
    name = "milvus-retention",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Nightly retention for Milvus and Zilliz Cloud: drops the partitions whose period has"
            + " expired, and records what was dropped, when, and why.",
    footer = {
      "",
      "Exit codes: 0 done, nothing due, or already done; 1 unexpected error; 2 bad usage or rules,",
      "nothing contacted; 3 finished, some partitions failed; 4 a guard refused, nothing dropped;",
      "5 the policy is locked by another run, or another daemon runs; 6 cluster or repository",
      "unreachable, or credentials refused."
    },
    subcommands = {
      ServeCommand.class,
      PlanCommand.class,
      RunCommand.class,
      RerunCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      StopCommand.class,
      RecoverCommand.class,
      RestoreCommand.class,
      PurgeCommand.class,
      HoldCommand.class,
      CheckCommand.class,
      ForecastCommand.class,
      WhyCommand.class
    })
public final class RetentionCommand implements Runnable {
  private static final Path DEFAULT_RULES = Path.of("config", "retention.yaml");

  private final CommandContext context;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = GivenPath.OfConfig.class,
      description = "The rules file. Default: config/retention.yaml.")
  @Nullable Path config;

  private RetentionCommand(CommandContext context) {
    this.context = context;
  }

  /** Runs one command line and returns its exit code. */
  public static int execute(CommandContext context, String... args) {
    Answer answer = new Answer(context.out());
    PrintWriter err = new PrintWriter(new Terminal(context.err()), true);
    int exit = execute(commandLine(context).setOut(answer.out()).setErr(err), args);
    exit = answer.exit(exit, err);
    err.flush();
    return exit;
  }

  private static int execute(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      // Nothing holds what used the memory up, now that the command has ended.
      return Failures.outOfMemory(command.getErr());
    }
  }

  static CommandLine commandLine(CommandContext context) {
    CommandLine commandLine = new CommandLine(new RetentionCommand(context));
    return commandLine
        // Its colours would be shown escaped, as everything that steers a terminal is.
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(
            new GivenPath.Refused(commandLine.getParameterExceptionHandler()));
  }

  /** The rules, checked; contacts nothing. */
  Rules rules() {
    return rulesOnDisk().rules();
  }

  RulesOnDisk rulesOnDisk() {
    return RulesOnDisk.read(
        config == null ? DEFAULT_RULES : config, context.environment(), context.clock().instant());
  }

  /** Starts the application. */
  Application start(boolean serve) {
    return context.starter().start(context, rulesOnDisk(), serve);
  }

  /** The same for a command that contacts no cluster: tokens may be missing. */
  Application startWithoutSecrets() {
    RulesOnDisk rules =
        RulesOnDisk.readWithoutSecrets(
            config == null ? DEFAULT_RULES : config,
            context.environment(),
            context.clock().instant());
    return context.starter().start(context, rules, false);
  }

  /** Shows the progress of a command's runs, and steers the terminal to do so. */
  Progress progress() {
    return new Progress(
        new PrintWriter(context.err()),
        TerminalWidth.ofStderr(context.environment().getOrDefault("TERM", "")),
        System::nanoTime);
  }

  /** Whether a person sits at a terminal. */
  boolean watched() {
    return context.terminal().getAsBoolean();
  }

  Instant now() {
    return context.clock().instant();
  }

  @Override
  public void run() {
    ServeCommand.serve(this);
  }
}

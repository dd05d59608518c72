package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.holds.HoldCommand;
import io.github.milvusretention.cli.output.Answer;
import io.github.milvusretention.cli.output.ErrorAnswer;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.cli.output.Screen;
import io.github.milvusretention.cli.output.Terminal;
import io.github.milvusretention.cli.output.TerminalWidth;
import io.github.milvusretention.cli.runs.RunCommands;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.cli.start.GivenPath;
import io.github.milvusretention.cli.start.Version;
import io.github.milvusretention.cli.start.failure.BadUsage;
import io.github.milvusretention.cli.start.failure.Failures;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.run.OutOfMemory;
import io.github.milvusretention.run.RunExit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
    })
public final class RetentionCommand implements Runnable, Screen, Program {
  private static final Path DEFAULT_RULES = Path.of("config", "retention.yaml");

  private final CommandContext context;
  private @Nullable Path config;

  @Spec @Nullable CommandSpec spec;

  private RetentionCommand(CommandContext context) {
    this.context = context;
  }

  /** Runs one command line and returns its exit code. */
  public static int execute(CommandContext context, String... args) {
    Answer answer = new Answer(context.out());
    PrintWriter err = new PrintWriter(new Terminal(context.err()), true);
    int exit = execute(commandLine(context).setOut(answer.out()).setErr(err), args);
    exit = answer.exit(exit, ErrorAnswer.isWanted(args), err);
    err.flush();
    return exit;
  }

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      converter = GivenPath.OfConfig.class,
      description = "The rules file; before or after the command. Default: config/retention.yaml.")
  void config(Path file) {
    if (config != null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--config is given twice; give it once");
    }
    config = file;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      description = "The output format; before or after a command that has one. Default: table.")
  OutputOption.@Nullable Format format;

  private static int execute(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      // Nothing holds what used the memory up, now that the command has ended.
      boolean json = ErrorAnswer.isWanted(args);
      ErrorAnswer.print(command.getErr(), json, RunExit.ERROR.code(), OutOfMemory.sentence());
      return RunExit.ERROR.code();
    }
  }

  /** The program with its commands, in the order in which the help lists them. */
  public static CommandLine commandLine(CommandContext context) {
    CommandLine commandLine =
        new CommandLine(new RetentionCommand(context)).addSubcommand(ServeCommand.class);
    RunCommands.addTo(commandLine);
    return commandLine
        .addSubcommand(HoldCommand.class)
        .addSubcommand(CheckCommand.class)
        .addSubcommand(ForecastCommand.class)
        .addSubcommand(WhyCommand.class)
        .addSubcommand(PasswordCommand.class)
        .addSubcommand(TokenCommand.class)
        .addSubcommand(HelpCommand.class)
        // Its colours would be shown escaped, as everything that steers a terminal is.
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new BadUsage());
  }

  @Override
  public RulesOnDisk rulesOnDisk() {
    return RulesOnDisk.read(
        config == null ? DEFAULT_RULES : config, context.environment(), context.clock().instant());
  }

  @Override
  public Application start(boolean serve) {
    return context.starter().start(context, rulesOnDisk(), serve);
  }

  @Override
  public Application startWithoutSecrets() {
    RulesOnDisk rules =
        RulesOnDisk.readWithoutSecrets(
            config == null ? DEFAULT_RULES : config,
            context.environment(),
            context.clock().instant());
    return context.starter().start(context, rules, false);
  }

  @Override
  public Progress progress() {
    return new Progress(
        new PrintWriter(context.err()),
        TerminalWidth.ofStderr(context.environment().getOrDefault("TERM", "")),
        System::nanoTime);
  }

  @Override
  public OptionalInt columns() {
    return context.columns().get();
  }

  @Override
  public boolean watched() {
    return context.terminal().getAsBoolean();
  }

  @Override
  public String password() {
    return context.password().get();
  }

  @Override
  public Instant now() {
    return context.clock().instant();
  }

  @Override
  public void run() {
    ServeCommand.serve(this);
  }
}

package io.github.milvusretention.cli;

import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.cli.start.Failures;
import io.github.milvusretention.cli.start.Version;
import io.github.milvusretention.rules.Rules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program's command line; without a command it serves. */
@Command(
    name = "milvus-retention",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Nightly retention for Milvus and Zilliz Cloud: drops the partitions whose period has"
            + " expired, and can prove afterwards what went, when, and why.",
    footer = {
      "",
      "Exit codes: 0 done, nothing due, or already done; 1 unexpected error; 2 bad usage or rules,",
      "nothing contacted; 3 finished, some partitions failed; 4 a guard refused, nothing dropped;",
      "5 the policy is locked by another run, or another daemon is up; 6 cluster or repository",
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
      PurgeCommand.class,
      CheckCommand.class
    })
public final class RetentionCommand implements Runnable {
  static final Path DEFAULT_RULES = Path.of("config", "retention.yaml");

  private final CommandContext surroundings;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The rules; config/retention.yaml if not given.")
  @Nullable Path config;

  private RetentionCommand(CommandContext surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs one command line and returns its exit code. */
  public static int execute(CommandContext surroundings, String... args) {
    return new CommandLine(new RetentionCommand(surroundings))
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .execute(args);
  }

  /** The rules, checked; contacts nothing. */
  Rules rules() {
    return Rules.read(
        config == null ? DEFAULT_RULES : config,
        surroundings.environment(),
        surroundings.clock().instant());
  }

  /** The application behind a command. */
  Application start(boolean serve) {
    return Application.start(surroundings, rules(), serve);
  }

  @Override
  public void run() {
    ServeCommand.serve(this);
  }
}

package io.github.milvusretention.cli.runs;

import picocli.CommandLine;

/** The commands of this package. */
public final class RunCommands {
  private RunCommands() {}

  /** In the order in which the help lists them. */
  public static void addTo(CommandLine program) {
    program
        .addSubcommand(PlanCommand.class)
        .addSubcommand(RunCommand.class)
        .addSubcommand(RerunCommand.class)
        .addSubcommand(RunsCommand.class)
        .addSubcommand(ShowCommand.class)
        .addSubcommand(StopCommand.class)
        .addSubcommand(RecoverCommand.class)
        .addSubcommand(RestoreCommand.class)
        .addSubcommand(PurgeCommand.class);
  }
}

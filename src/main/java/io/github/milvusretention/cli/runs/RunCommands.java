package io.github.milvusretention.cli.runs;

import java.util.List;

/** The commands of this package. */
public final class RunCommands {
  private RunCommands() {}

  /** In the order in which the help lists them. */
  public static List<Class<?>> all() {
    return List.of(
        PlanCommand.class,
        RunCommand.class,
        RerunCommand.class,
        RunsCommand.class,
        ShowCommand.class,
        StopCommand.class,
        RecoverCommand.class,
        RestoreCommand.class,
        PurgeCommand.class);
  }
}

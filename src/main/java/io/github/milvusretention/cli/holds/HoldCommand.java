package io.github.milvusretention.cli.holds;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.start.Application;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description =
        "Keeps partitions whatever the rules say. A hold counts from the next release or drop on,"
            + " of every process that works with this repository. Needs no token.",
    subcommands = {HoldAddCommand.class, HoldListCommand.class, HoldRemoveCommand.class})
public final class HoldCommand implements Runnable {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      description = "The output format; before or after its command. Default: table.")
  OutputOption.@Nullable Format format;

  Application start() {
    return Console.parent(parent).startWithoutSecrets();
  }

  @Override
  public void run() {
    CommandSpec command = Objects.requireNonNull(spec);
    throw new ParameterException(
        command.commandLine(),
        "hold needs a command: "
            + String.join(", ", command.commandLine().getSubcommands().keySet()));
  }
}

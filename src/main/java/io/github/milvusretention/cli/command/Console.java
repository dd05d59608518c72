package io.github.milvusretention.cli.command;

import io.github.milvusretention.cli.output.ErrorAnswer;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The output of a command.
 *
 * @param out answers only
 * @param err progress, notes and errors
 */
public record Console(PrintWriter out, PrintWriter err) {
  public static Console of(@Nullable CommandSpec spec) {
    CommandSpec command = Objects.requireNonNull(spec);
    return new Console(command.commandLine().getOut(), command.commandLine().getErr());
  }

  /** An error that does not end the command; it may hold text of others. */
  public static void error(@Nullable CommandSpec spec, RunExit exit, String message) {
    ErrorAnswer.print(
        Objects.requireNonNull(spec).commandLine(), exit.code(), Visible.line(message));
  }

  /** The parent that picocli sets before it calls a command. */
  public static Program parent(@Nullable Program parent) {
    return Objects.requireNonNull(parent);
  }
}

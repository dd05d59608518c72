package io.github.milvusretention.cli;

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
record Console(PrintWriter out, PrintWriter err) {
  static Console of(@Nullable CommandSpec spec) {
    CommandSpec command = Objects.requireNonNull(spec);
    return new Console(command.commandLine().getOut(), command.commandLine().getErr());
  }

  /** The parent that picocli sets before it calls a command. */
  static RetentionCommand parent(@Nullable RetentionCommand parent) {
    return Objects.requireNonNull(parent);
  }
}

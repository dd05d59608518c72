package io.github.milvusretention.cli;

import io.github.milvusretention.cli.start.CommandContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes, when the distribution is built, what shells and {@code man} know of the commands. */
final class Pages {
  private Pages() {}

  /** Takes the folder to write to, and the version. */
  public static void main(String[] args) throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine program =
        RetentionCommand.commandLine(
            new CommandContext(Pages.class, Map.of(), Clock.systemUTC(), nowhere, nowhere));
    String name = program.getCommandName();
    write(Path.of(args[0], "completion", name), AutoComplete.bash(name, program));
    write(Path.of(args[0], "man", "man1", name + ".1"), ManPage.of(program, args[1]));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

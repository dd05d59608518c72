package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.start.failure.Nearest;
import io.github.milvusretention.cli.start.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    description = "Shows the help of a command; without one, of the program.")
final class HelpCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Such as plan, or hold add.")
  List<String> words = new ArrayList<>();

  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec).root().commandLine();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        Set<String> there = command.getSubcommands().keySet();
        throw new UsageException(
            "there is no command "
                + String.join(" ", words)
                + Nearest.to(word, there)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; there are " + String.join(", ", there)));
      }
      command = next;
    }
    command.usage(Console.of(spec).out());
  }
}

package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.PolicyOption;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.Restored;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.restore.PartitionName;
import io.github.milvusretention.restore.PartitionSearch;
import io.github.milvusretention.restore.Restore;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Loads a partition again that a run has released, and returns when it is loaded. Places a"
            + " hold on it first, so that no run drops it. A partition that was dropped cannot be"
            + " restored.")
final class RestoreCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin PolicyOption policies = new PolicyOption();
  @Mixin OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "PARTITION",
      description =
          "Its name; with its collection where several have that name: docs/2026_01, or"
              + " default.docs/2026_01.")
  String partition = "";

  @Option(
      names = "--reason",
      paramLabel = "T",
      description = "Why it is needed; kept with the hold.")
  String reason = "restored by hand";

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Application application = Console.parent(parent).start(false)) {
      application.stopOnSignal(console.err());
      Address address = find(application);
      List<String> steps = new ArrayList<>();
      Consumer<String> say = output.isJson() ? steps::add : sentence -> say(console, sentence);
      application.get(Restore.class).load(address, TerminalUser.actor(), reason, say);
      if (output.isJson()) {
        output.printJson(console.out(), Restored.of(address, steps));
      }
      return 0;
    }
  }

  /** Loading takes its time; each step is told when it is done. */
  private static void say(Console console, String sentence) {
    console.out().println(Visible.line(sentence));
    console.out().flush();
  }

  private Address find(Application application) {
    PartitionName name = PartitionName.of(partition);
    List<Address> found =
        application
            .get(PartitionSearch.class)
            .find(name, policies.of(application.get(Rules.class)));
    if (found.isEmpty()) {
      throw new UsageException(
          "no collection of these policies has a partition "
              + name
              + "; runs and show tell what was dropped");
    }
    if (found.size() > 1) {
      throw new UsageException(
          "several partitions have the name "
              + name
              + "; name one of "
              + found.stream().map(Address::toString).collect(Collectors.joining(", ")));
    }
    return found.get(0);
  }
}

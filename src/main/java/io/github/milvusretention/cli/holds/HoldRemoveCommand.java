package io.github.milvusretention.cli.holds;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description =
        "Lifts a hold that a command placed; it stays on record. A legal hold is lifted only with"
            + " a reason, and by somebody else than who placed it.")
final class HoldRemoveCommand implements Callable<Integer> {
  @ParentCommand @Nullable HoldCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "HOLD", description = "Its number, as hold list shows it.")
  String hold = "";

  @Option(names = "--reason", paramLabel = "T", description = "Why it may end; kept with it.")
  String reason = "";

  @Override
  public Integer call() {
    try (Application application = Objects.requireNonNull(parent).start()) {
      long id = id(application.get(Rules.class));
      PlacedHold lifted = application.get(HoldStore.class).lift(id, reason, TerminalUser.actor());
      HoldView view = HoldView.of(lifted, application.get(Clock.class).instant());
      output.print(Console.of(spec).out(), view, HoldView.table(List.of(view)));
      return 0;
    }
  }

  private long id(Rules rules) {
    if (hold.matches("[0-9]{1,18}")) {
      return Long.parseLong(hold);
    }
    throw new UsageException(
        rules.holds().containsKey(hold)
            ? "hold "
                + hold
                + " is in the rules file: delete it there; it then counts for one more night"
            : "\"" + hold + "\" is not the number of a hold; hold list shows them");
  }
}

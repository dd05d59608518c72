package io.github.milvusretention.cli.holds;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.HoldList;
import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
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
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the holds of the rules file and those that were placed. plan and check show what"
            + " each of them holds.")
final class HoldListCommand implements Callable<Integer> {
  @ParentCommand @Nullable HoldCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Option(names = "--all", description = "Those too that were lifted: by whom, when and why.")
  boolean all;

  @Override
  public Integer call() {
    try (Application application = Objects.requireNonNull(parent).start()) {
      List<HoldView> views =
          HoldList.of(
              application.get(Rules.class),
              application.get(Holds.class),
              application.get(HoldStore.class),
              all,
              application.get(Clock.class).instant());
      output.print(Console.of(spec).out(), views, HoldView.table(views));
      return 0;
    }
  }
}

package io.github.milvusretention.cli.holds;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.HoldStore.Wanted;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description =
        "Places a hold on the partitions for which all that is given holds: names or globs (* and"
            + " ?), upper or lower case, and a range of days. A policy alone pauses it.")
final class HoldAddCommand implements Callable<Integer> {
  @ParentCommand @Nullable HoldCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Option(names = "--policy", paramLabel = "P", description = "The policies it is for.")
  @Nullable String policy;

  @Option(
      names = "--cluster",
      paramLabel = "C",
      description = "The clusters, by their names in the rules.")
  @Nullable String cluster;

  @Option(names = "--database", paramLabel = "D", description = "The databases.")
  @Nullable String database;

  @Option(names = "--collection", paramLabel = "C", description = "The collections.")
  @Nullable String collection;

  @Option(names = "--partition", paramLabel = "P", description = "The partitions.")
  @Nullable String partition;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "Periods that are on or after this day, at least in part: 2026-01-01.")
  @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "Periods that are on or before this day, at least in part.")
  @Nullable String to;

  @Option(
      names = "--owner",
      paramLabel = "O",
      description = "The person or team who wants it. Default: the user who places it.")
  @Nullable String owner;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "T",
      description = "Why the partitions must stay; every plan shows it.")
  String reason = "";

  @Option(
      names = "--expires",
      paramLabel = "DAY",
      description = "The last day on which it counts, in UTC. Default: it does not expire.")
  @Nullable String expires;

  @Option(
      names = "--legal",
      description =
          "A legal hold: does not expire, and is lifted only with a reason and by somebody else.")
  boolean legal;

  @Override
  public Integer call() {
    Wanted wanted =
        new Wanted(
            legal ? HoldKind.LEGAL : HoldKind.HOLD,
            covers(),
            owner == null ? TerminalUser.requestedBy() : owner,
            reason,
            expires == null ? null : Days.endOf(Days.day(expires)));
    try (Application application = Objects.requireNonNull(parent).start()) {
      Rules rules = application.get(Rules.class);
      refuseUnknown("policy", wanted.covers().policy(), rules.policies().keySet());
      refuseUnknown("cluster", wanted.covers().cluster(), rules.clusters().keySet());
      PlacedHold placed = application.get(HoldStore.class).place(wanted, TerminalUser.actor());
      HoldView view = HoldView.of(placed, application.get(Clock.class).instant());
      output.print(Console.of(spec).out(), view, HoldView.table(List.of(view)));
      return 0;
    }
  }

  private Covers covers() {
    return new Covers(
        glob(policy),
        glob(cluster),
        glob(database),
        glob(collection),
        glob(partition),
        from == null && to == null
            ? null
            : new Days(from == null ? null : Days.day(from), to == null ? null : Days.day(to)));
  }

  private static @Nullable NameGlob glob(@Nullable String text) {
    return text == null ? null : new NameGlob(text);
  }

  /** It would hold nothing, and its user would believe that it does. */
  private static void refuseUnknown(String what, @Nullable NameGlob glob, Set<String> names) {
    if (glob != null && names.stream().noneMatch(glob::matches)) {
      throw new UsageException(
          "--" + what + " " + glob + " matches no " + what + " of the rules; there are " + names);
    }
  }
}

package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.command.TerminalUser;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.job.history.Purge;
import io.github.milvusretention.notify.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description =
        "Removes finished runs from the job repository. Unfinished runs stay, and so do the"
            + " ledger with its record of every drop, and the audit.")
final class PurgeCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "AGE",
      description = "Removes runs that ended longer ago than this: P1Y, P6M or P90D.")
  String age = "";

  private record Purged(int removed, String endedBefore) {}

  @Override
  public Integer call() {
    Period length = length();
    try (Application application = Console.parent(parent).startWithoutSecrets()) {
      Instant now = application.get(Clock.class).instant();
      Instant before = ZonedDateTime.ofInstant(now, ZoneOffset.UTC).minus(length).toInstant();
      int removed = application.get(Purge.class).finishedBefore(before, TerminalUser.actor());
      application.get(Outbox.class).forget(before);
      output.print(
          Console.of(spec).out(),
          new Purged(removed, before.toString()),
          removed + " finished runs removed; the ledger still records what they dropped");
      return 0;
    }
  }

  private Period length() {
    try {
      Period length = Period.parse(age);
      if (length.isNegative() || length.isZero()) {
        throw new UsageException("--older-than " + age + " is not an age; write P1Y, P6M or P90D");
      }
      return length;
    } catch (DateTimeParseException e) {
      throw new UsageException("--older-than " + age + " is not an age; write P1Y, P6M or P90D");
    }
  }
}

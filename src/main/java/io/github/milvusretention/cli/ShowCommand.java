package io.github.milvusretention.cli;

import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.job.History;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.PlanRecord;
import io.github.milvusretention.ledger.Plans;
import io.github.milvusretention.ledger.SentCall;
import io.github.milvusretention.ledger.SentCalls;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.run.RunKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows the ledger of one run: the state of each planned partition, and the"
            + " calls that were sent.")
final class ShowCommand implements Callable<Integer> {
  @ParentCommand @Nullable RetentionCommand parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin OutputOption output = new OutputOption();

  @Parameters(paramLabel = "EXECUTION", description = "The execution id of the run.")
  long execution;

  private record Item(
      String database,
      String collection,
      String partition,
      Action action,
      State state,
      boolean released,
      @Nullable String releasedAt,
      String period,
      @Nullable Long rows,
      int attempts,
      @Nullable String error,
      @Nullable String waited,
      String updated,
      List<Sent> calls) {

    static Item of(LedgerRow row, List<SentCall> calls) {
      return new Item(
          row.address().database(),
          row.address().collection(),
          row.address().partition(),
          row.action(),
          row.state(),
          row.progress().released(),
          row.releasedAt() == null ? null : row.releasedAt().toString(),
          row.periodStart() + "/" + row.periodEnd(),
          row.rows(),
          row.progress().attempts(),
          row.error(),
          row.waited(),
          row.progress().updated().toString(),
          calls.stream().map(Sent::of).toList());
    }
  }

  private record Sent(
      String answered,
      String route,
      String outcome,
      int httpStatus,
      @Nullable Integer code,
      String message,
      long millis) {

    static Sent of(SentCall call) {
      return new Sent(
          call.answered().toString(),
          call.route(),
          call.outcome(),
          call.httpStatus(),
          call.code(),
          call.message(),
          call.took().toMillis());
    }
  }

  private record Shown(
      long executionId,
      String policy,
      String asOf,
      int attempt,
      String waiting,
      List<Item> items) {}

  @Override
  public Integer call() {
    try (Application application = Console.parent(parent).start(false)) {
      RunKey run = Executions.find(application.get(History.class), execution);
      Map<Long, List<SentCall>> calls = application.get(SentCalls.class).of(run);
      List<Item> items =
          application.get(Ledger.class).rows(run).stream()
              .map(row -> Item.of(row, calls.getOrDefault(row.id(), List.of())))
              .toList();
      String waiting = application.get(Plans.class).find(run).map(PlanRecord::waiting).orElse("");
      Shown shown =
          new Shown(execution, run.policy(), run.asOf().toString(), run.attempt(), waiting, items);
      output.print(Console.of(spec).out(), shown, table(run, waiting, items));
      return 0;
    }
  }

  /** One call, as a line below its partition. */
  private static String line(Sent call) {
    return "  "
        + call.answered()
        + " "
        + call.route()
        + ": "
        + call.outcome()
        + (call.httpStatus() == 0 ? "" : ", HTTP " + call.httpStatus())
        + (call.code() == null ? "" : ", code " + call.code())
        + ", "
        + call.millis()
        + " ms"
        + (call.message().isEmpty() ? "" : ", " + call.message());
  }

  private static String released(Item item) {
    if (item.releasedAt() != null) {
      return item.releasedAt();
    }
    return item.released() ? "yes" : "no";
  }

  private static Table table(RunKey run, String waiting, List<Item> items) {
    Table table =
        new Table(
            "PARTITION",
            "ACTION",
            "STATE",
            "RELEASED",
            "PERIOD",
            "ROWS",
            "ATTEMPTS",
            "UPDATED",
            "ERROR");
    for (Item item : items) {
      table.row(
          item.database() + "." + item.collection() + "/" + item.partition(),
          item.action(),
          item.state(),
          released(item),
          item.period(),
          item.rows(),
          item.attempts(),
          item.updated(),
          item.error());
      if (item.waited() != null) {
        table.note("  kept until a person accepted: " + item.waited());
      }
      item.calls().forEach(call -> table.note(line(call)));
    }
    table.line("");
    table.line(run + ": " + items.size() + " planned");
    if (!waiting.isEmpty()) {
      table.line(waiting);
    }
    return table;
  }
}

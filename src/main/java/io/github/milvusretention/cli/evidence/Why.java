package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.seen.LastSeen;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of the partitions of one name, as JSON and as tables.
 *
 * @param now those that are there
 * @param record each time that one was planned, the first time first
 * @param lastSeen where the last frozen plan of each policy saw one
 * @param notAsked policies whose cluster could not be asked, and why
 * @param unreadable collections that could not be read, a sentence each
 */
public record Why(
    String partition,
    List<Present> now,
    List<PartitionRecord> record,
    List<Sight> lastSeen,
    List<NotAsked> notAsked,
    List<String> unreadable) {

  public record NotAsked(String policy, String why) {}

  record Sight(
      String policy,
      String cluster,
      String database,
      String collection,
      String collectionId,
      String at) {
    static Sight of(LastSeen seen, Moments moments) {
      return new Sight(
          seen.policy(),
          seen.place().cluster(),
          seen.place().database(),
          seen.place().collection(),
          seen.collectionId(),
          moments.text(seen.at()));
    }

    private RowDetail.Place place(String partition) {
      return new RowDetail.Place(cluster, database, collection, partition);
    }
  }

  /** Whether nothing is known at all. */
  public boolean knowsNothing() {
    return now.isEmpty() && record.isEmpty() && lastSeen.isEmpty();
  }

  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    tables.add(present());
    tables.add(past());
    if (!record.isEmpty()) {
      tables.add(runs());
    }
    return tables;
  }

  private Table present() {
    Table table =
        new Table(
            "THERE NOW", "POLICY", "AS OF", "VERDICT", "PERIOD FROM", "TO", "EXPIRES", "GOES");
    for (Present present : now) {
      table.row(
          present.place(),
          present.policy(),
          present.asOf(),
          present.verdict(),
          present.times().start(),
          present.times().end(),
          present.times().expires(),
          present.goes());
      table.note("  because " + present.reason());
      table.note("  " + present.change());
    }
    notAsked.forEach(
        policy ->
            table.note(
                "policy "
                    + policy.policy()
                    + " could not be asked for what is there now: "
                    + policy.why()));
    unreadable.forEach(sentence -> table.note("not read: " + sentence));
    if (now.isEmpty() && notAsked.isEmpty() && unreadable.isEmpty()) {
      table.note("no collection that the rules select has a partition " + partition + " now");
    }
    return table;
  }

  private Table past() {
    Table table =
        new Table(
            "ON RECORD",
            "STATE",
            "UPDATED",
            "EXECUTION",
            "RUN",
            "PERIOD",
            "EXPIRED",
            "ROWS",
            "ATTEMPTS",
            "ERROR");
    for (PartitionRecord each : record) {
      RowDetail.Result result = each.row().result();
      table.row(
          each.row().place(),
          result.state(),
          result.updated(),
          result.lastExecutionId(),
          each.run(),
          result.period(),
          each.row().grounds().expires(),
          result.rows(),
          result.attempts(),
          result.error());
      each.row().notes(table);
      if (each.executions().isEmpty() && result.attempts() > 0) {
        table.note("  the calls that were sent were removed with their run, by purge");
      }
    }
    if (record.isEmpty()) {
      table.note("no run has planned to drop a partition " + partition);
    }
    lastSeen.stream()
        .filter(sight -> !isExplained(sight))
        .forEach(
            sight ->
                table.note(
                    "policy "
                        + sight.policy()
                        + " last saw "
                        + sight.place(partition)
                        + " at "
                        + sight.at()
                        + ", and no run has dropped it since"));
    return table;
  }

  /** Whether it is there, or went by a run. */
  private boolean isExplained(Sight sight) {
    RowDetail.Place place = sight.place(partition);
    return now.stream().anyMatch(present -> present.place().equals(place))
        || record.stream()
            .filter(each -> each.row().place().equals(place))
            .map(each -> each.row().result())
            .filter(result -> result.state() == State.DROPPED || result.state() == State.ABSENT)
            .anyMatch(result -> !instant(result.updated()).isBefore(instant(sight.at())));
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private Table runs() {
    Table table = new Table("PLANS AND EXECUTIONS");
    Map<String, PartitionRecord> byRun = new LinkedHashMap<>();
    record.forEach(each -> byRun.putIfAbsent(each.run().toString(), each));
    byRun.forEach(
        (run, each) -> {
          each.plan().lines(run).forEach(table::line);
          each.executions().forEach(execution -> table.line(execution.line()));
          if (each.executions().isEmpty()) {
            table.line("  its executions were removed by purge");
          }
        });
    return table;
  }
}

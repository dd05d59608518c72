package io.github.milvusretention.console.confirm;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.run.RunExit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day at the desk: what is asked there, and what becomes of it. */
final class WorkingDay implements AutoCloseable {
  final Desk desk;

  /** The oldest partition that is due. */
  final String first;

  private final Office office;
  private final LocalDate date;

  /**
   * @param due the month whose days are due
   */
  WorkingDay(Office office, LocalDate date, YearMonth due) {
    this.office = office;
    this.date = date;
    desk = office.desk;
    first = DateTimeFormatter.BASIC_ISO_DATE.format(due.atDay(1));
    itIs("10:00");
    desk.days("docs", due);
    desk.days("other", due);
    desk.milvus.clearCalls();
  }

  void itIs(String time) {
    desk.itIs(date + "T" + time + ":00Z");
  }

  PastExecution past(long run) {
    return desk.bean(History.class).past(run).orElseThrow();
  }

  /** Waits for its end. */
  PastExecution ended(long run) {
    await().atMost(1, MINUTES).until(() -> past(run).exit() != null);
    return past(run);
  }

  /** A run that the guard max-drops refuses. */
  long refusedRun(Visit by) {
    long run = by.submit("/policies/strict/run", Map.of()).run();
    assertThat(ended(run).exit()).isEqualTo(RunExit.GUARD_REFUSED);
    desk.quiet();
    return run;
  }

  /** How many partitions would go if that run were accepted, as its page says. */
  String due(long run) {
    String text = office.eve.get("/runs/" + run + "/accept").text();
    Matcher due = Pattern.compile("What goes ([0-9]+) partitions").matcher(text);
    assertThat(due.find()).as(text).isTrue();
    return due.group(1);
  }

  /** The acts on record since there were that many, newest first. */
  List<AuditRow> actsSince(int before) {
    List<AuditRow> all = desk.acts();
    return all.subList(0, all.size() - before);
  }

  /** Faults, changed rules, and holds do not reach the next day. */
  @Override
  public void close() {
    desk.milvus.heal();
    desk.clusterIsBehind(Duration.ZERO);
    desk.quiet();
    desk.rulesAreBack();
    HoldStore holds = desk.bean(HoldStore.class);
    holds
        .all(false)
        .forEach(
            hold ->
                holds.lift(
                    Long.parseLong(hold.hold().name()), "over", Actor.ofCommand("zoe", "test")));
  }
}

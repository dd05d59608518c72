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
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day at the desk: what is asked there, and what becomes of it. Three people are logged in: ada
 * is an operator, grace and eve approve as well.
 */
final class WorkingDay implements AutoCloseable {
  static final String DB = "default";
  static final Map<String, String> NOTHING = Map.of();

  final Desk desk;
  final Sandbox milvus;
  final Visit ada;
  final Visit grace;
  final Visit eve;

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
    milvus = desk.milvus;
    // In time for the midnight that some wait for: a session ends 12 hours after its log-in.
    itIs("14:00");
    ada = desk.visit("ada");
    grace = desk.visit("grace");
    eve = desk.visit("eve");
    first = DateTimeFormatter.BASIC_ISO_DATE.format(due.atDay(1));
    itIs("10:00");
    desk.days("docs", due);
    desk.days("other", due);
    milvus.clearCalls();
  }

  void itIs(String time) {
    desk.itIs(date + "T" + time + ":00Z");
  }

  /** The next day begins. */
  void midnightPasses() {
    office.dayPasses();
    desk.itIs(date.plusDays(1) + "T00:00:01Z");
  }

  /** More days of the month that is due, from that one on; none of them was ever dropped. */
  void more(int from, int to) {
    int month = Integer.parseInt(first.substring(0, 6));
    for (int each = from; each <= to; each++) {
      milvus.createPartitions(DB, "docs", "%d%02d".formatted(month, each));
    }
  }

  /** A finished run of nightly, which keeps one partition that was made anew. */
  long keepingRun(Visit by) {
    ended(by.submit("/policies/nightly/run", NOTHING).run());
    desk.quiet();
    milvus.createPartitions(DB, "docs", first);
    long run = by.submit("/policies/nightly/run", Map.of("again", "true")).run();
    assertThat(ended(run).exit()).isEqualTo(RunExit.DONE);
    desk.quiet();
    milvus.clearCalls();
    return run;
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
    long run = by.submit("/policies/strict/run", NOTHING).run();
    assertThat(ended(run).exit()).isEqualTo(RunExit.GUARD_REFUSED);
    desk.quiet();
    return run;
  }

  /** How many partitions would go if that run were accepted, as its page says. */
  String due(long run) {
    String text = eve.shown("/runs/" + run + "/accept").text();
    Matcher due = Pattern.compile("What goes ([0-9]+) partitions").matcher(text);
    assertThat(due.find()).as(text).isTrue();
    return due.group(1);
  }

  /** The acts on record, newest first. */
  List<AuditRow> acts() {
    return desk.acts();
  }

  AuditRow lastAct() {
    return desk.lastAct();
  }

  /** The acts on record since there were that many, newest first. */
  List<AuditRow> actsSince(int before) {
    List<AuditRow> all = acts();
    return all.subList(0, all.size() - before);
  }

  /** Faults, changed rules, and holds do not reach the next day. */
  @Override
  public void close() {
    milvus.heal();
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

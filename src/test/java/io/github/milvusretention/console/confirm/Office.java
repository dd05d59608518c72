package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.database.AfterTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;

/** A desk at which each test has another day, hence runs of its own. */
@OnePerPackage
final class Office implements AutoCloseable {
  final Desk desk;
  private int days;

  Office(Path directory) {
    desk = new Desk(directory);
  }

  /** The next day, which ends after the test. */
  WorkingDay nextDay() {
    days++;
    WorkingDay day =
        new WorkingDay(
            this, LocalDate.of(2026, 11, 1).plusDays(days), YearMonth.of(2022, 2).plusMonths(days));
    AfterTest.close(day);
    return day;
  }

  /** That of a test ends before the test. */
  void dayPasses() {
    days++;
  }

  @Override
  public void close() {
    desk.close();
  }
}

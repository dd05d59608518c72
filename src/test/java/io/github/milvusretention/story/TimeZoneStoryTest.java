package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A run means the same moment wherever it is made and wherever it is read. */
@Slow
@ParameterizedClass
@EnumSource(Databases.class)
class TimeZoneStoryTest {
  private final TimeZone ours = TimeZone.getDefault();
  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  TimeZoneStoryTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox);
  }

  @AfterEach
  void stop() {
    TimeZone.setDefault(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Auckland, UTC",
    "UTC, Pacific/Auckland",
    "America/St_Johns, Asia/Kolkata",
  })
  void whatRunsInOneZoneIsReadInAnother(String writes, String reads) {
    Instant before = Instant.now();
    TimeZone.setDefault(TimeZone.getTimeZone(writes));
    here.itIs("2026-11-24T10:00:00Z");
    assertThat(run("run").exit()).isZero();

    TimeZone.setDefault(TimeZone.getTimeZone(reads));
    Ended runs = run("runs --output json");

    for (String moment : new String[] {"start", "end"}) {
      assertThat(Instant.parse(runs.only().get(moment).stringValue()))
          .as(moment)
          .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now().plusSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"Pacific/Auckland, UTC", "UTC, Pacific/Auckland"})
  void purgeGoesByTheMomentAndNotByTheHourOnTheClock(String writes, String reads) {
    TimeZone.setDefault(TimeZone.getTimeZone(writes));
    assertThat(run("run").exit()).isZero();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run").exit()).isZero();
    TimeZone.setDefault(TimeZone.getTimeZone(reads));

    // Both ended a moment ago: a day and an hour on, a day is over; an hour before that it is not.
    here.itIs(Instant.now().plus(23, ChronoUnit.HOURS).toString());
    assertThat(run("purge --older-than P1D").out()).startsWith("0 ");
    here.itIs(Instant.now().plus(25, ChronoUnit.HOURS).toString());
    assertThat(run("purge --older-than P1D").out()).startsWith("1 ");
  }

  /** As a process of its own, which has ended when this returns. */
  private Ended run(String command) {
    Ended ended = here.run(command);
    here.restart();
    return ended;
  }
}

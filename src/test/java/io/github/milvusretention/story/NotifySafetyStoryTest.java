package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.notify.Receiver;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** That telling people changes nothing else, shows no secret, and is not lost. */
@OneDatabase
class NotifySafetyStoryTest {
  private final Sandbox sandbox = Installation.quickSetup();
  private final Receiver receiver = Receiver.start();
  private final Audience told = new Audience(receiver);
  private final Path directory;
  private final Installation here;

  NotifySafetyStoryTest(Databases database, @TempDir Path directory) {
    this.directory = directory;
    here = new Installation(database, directory, sandbox);
    here.rules(told.rules(""));
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private int run(String command) {
    return here.run(command).exit();
  }

  @Test
  void noReceiverChangesAnExitCodeAndTheNextProcessDeliversWithTheSameContent() {
    receiver.answers(500);
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).isZero();
    assertThat(ran.only().get("dropped").asInt()).isEqualTo(7);
    assertThat(ran.err())
        .contains(
            "target chat could not be told of finished quick-setup: HTTP status 500; it is tried"
                + " again for three days");
    JsonNode first = told.event("finished");

    receiver.answers(200).forget();
    here.restart();
    here.itIs("2026-11-24T12:00:00Z");
    assertThat(run("run")).as("already done").isZero();

    assertThat(told.event("finished")).isEqualTo(first);
    assertThat(receiver.posts("chat")).hasSize(1);
  }

  @Slow
  @Test
  void whatAKilledProcessDidIsToldByTheNext() {
    assertThat(run("runs")).isZero();
    here.restart();
    Throwable killed;
    try (Standing process =
        new Standing(
            here.database(),
            directory,
            told.rules("")
                .replace("${MILVUS_URI}", sandbox.uri().toString())
                .replace("${MILVUS_TOKEN}", Installation.TOKEN),
            point -> {
              if (point == CrashPoint.RUN_OVER) {
                throw new Killed();
              }
            })) {
      killed = catchThrowable(() -> process.run("quick-setup", AsOf.parse("2026-11-24")));
    }
    assertThat(killed).isInstanceOf(Killed.class);
    assertThat(receiver.posts("hook")).isEmpty();
    here.database().expireLeases();

    assertThat(run("run")).as("already done").isZero();

    assertThat(told.data("finished").get("dropped").asInt()).isEqualTo(7);
  }

  @Slow
  @Test
  void anEndThatCannotBeToldIsNotRecordedEither() {
    assertThat(run("runs")).isZero();
    here.database()
        .change("ALTER TABLE retention_notification ADD CONSTRAINT never CHECK (policy = '')");

    assertThat(run("run")).isEqualTo(1);

    assertThat(here.database().ask("SELECT status FROM batch_job_execution"))
        .containsExactly("STARTED");
    here.database().change("ALTER TABLE retention_notification DROP CONSTRAINT never");
    here.database().expireLeases();
    here.itIs("2026-11-24T11:00:00Z");
    assertThat(run("run")).isZero();
    assertThat(told.data("finished").get("dropped").asInt()).isEqualTo(7);
  }

  @Slow
  @Test
  void oldMessagesGoWithPurge() {
    assertThat(run("run")).isZero();
    here.itIs("2028-01-01T00:00:00Z");

    assertThat(run("purge --older-than P1Y")).isZero();

    assertThat(here.database().ask("SELECT COUNT(*) FROM retention_notification"))
        .containsExactly("0");
  }

  @Slow
  @Test
  void theAddressIsNowhere() {
    for (String logger : List.of("ROOT", "IO_GITHUB_MILVUSRETENTION", "ORG_APACHE_HC_CLIENT5")) {
      here.variable("LOGGING_LEVEL_" + logger, "TRACE");
    }
    StringBuilder seen = new StringBuilder();
    for (Map.Entry<Integer, String> each :
        Map.of(200, "run", 500, "run --again", 302, "run --again --output json").entrySet()) {
      receiver.answers(each.getKey(), Map.of("Location", receiver.url(Audience.SECRET)));
      seen.append(here.run(each.getValue()).all());
    }
    receiver.close();
    for (String command : List.of("run --again", "runs", "show 1 --output json", "check")) {
      seen.append(here.run(command).all());
    }
    here.variable("LOGGING_LEVEL_ROOT", "WARN")
        .variable("LOGGING_LEVEL_IO_GITHUB_MILVUSRETENTION", "INFO")
        .variable("LOGGING_LEVEL_ORG_APACHE_HC_CLIENT5", "WARN")
        .restart();
    seen.append(here.run("runs").all());

    assertThat(seen.toString()).contains(" TRACE ", "executing");
    assertThat(seen.toString().lines())
        // The receiver's own.
        .filteredOn(line -> line.contains(Audience.SECRET) && !line.contains("c.s.n.httpserver"))
        .isEmpty();
    assertThat(here.database().everything().stream().filter(cell -> cell.contains(Audience.SECRET)))
        .isEmpty();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}

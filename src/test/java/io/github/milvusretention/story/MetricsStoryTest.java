package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.ops.Scrape;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics come from the job repository, so that each process tells of the runs of all. */
@Slow
@EveryDatabase
class MetricsStoryTest {
  private static final String POLICY = "{policy=\"quick-setup\"}";

  private final Sandbox milvus =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
  private final Path directory;
  private final Installation program;

  MetricsStoryTest(Databases kind, @TempDir Path directory) {
    this.directory = directory;
    this.program = new Installation(kind, directory, milvus);
  }

  @AfterEach
  void stop() {
    milvus.close();
  }

  @Test
  void aCommandWritesWhatTheRepositorySaysOfAllRuns() throws IOException {
    program.rules(Installation.RULES + "      schedule: \"0 15 3 * * ?\"\n");

    Ended first = program.run("run", "--metrics-file", file().toString());

    assertThat(first.exit()).as(first.all()).isZero();
    Scrape after = scrape();
    assertThat(after.value("retention_repository_up")).isEqualTo(1);
    double success = after.value("retention_run_last_success_timestamp_seconds" + POLICY);
    assertThat(success).isPositive();
    assertThat(after.value("retention_runs_total{outcome=\"done\",policy=\"quick-setup\"}"))
        .isEqualTo(1);
    assertThat(after.value("retention_partitions_total{policy=\"quick-setup\",state=\"DROPPED\"}"))
        .isEqualTo(7);
    assertThat(after.value("retention_rows_dropped_total" + POLICY)).isPositive();
    assertThat(after.value("retention_plan_partitions{policy=\"quick-setup\",verdict=\"EXPIRED\"}"))
        .isEqualTo(7);
    assertThat(after.value("retention_overdue_partitions" + POLICY)).isZero();
    assertThat(after.value("retention_overdue_seconds" + POLICY)).isZero();
    assertThat(after.value("retention_run_expected_interval_seconds" + POLICY)).isEqualTo(86_400);
    assertThat(after.value("retention_cluster_up{cluster=\"local\"}")).isEqualTo(1);
    assertThat(after.value("retention_clock_skew_seconds{cluster=\"local\"}")).isZero();
    assertThat(
            after.value(
                "retention_milvus_request_seconds_count{cluster=\"local\",outcome=\"SUCCESS\","
                    + "route=\"partitions/drop\"}"))
        .isEqualTo(7);
    assertThat(after.text()).doesNotContain("retention_next_run_timestamp_seconds");

    milvus.on("partitions/list").react(Reaction.unavailable());
    program.itIs("2026-11-25T10:00:00Z");
    Ended second = program.restart().run("run", "--metrics-file", file().toString());

    assertThat(second.exit()).as(second.all()).isEqualTo(3);
    Scrape another = scrape();
    assertThat(another.value("retention_run_last_success_timestamp_seconds" + POLICY))
        .as("that of the other process")
        .isEqualTo(success);
    assertThat(another.value("retention_runs_total{outcome=\"done\",policy=\"quick-setup\"}"))
        .isEqualTo(1);
    assertThat(another.names())
        .as("what is expired there is not known")
        .doesNotContain("retention_overdue_partitions", "retention_overdue_seconds");
    assertThat(another.value("retention_runs_total{outcome=\"partial\",policy=\"quick-setup\"}"))
        .isEqualTo(1);
    assertThat(another.value("retention_runs_since_last_success" + POLICY)).isEqualTo(1);
  }

  @Test
  void aTargetThatCannotBeToldWaitsLongerAndLonger() throws IOException {
    program.rules(
        Installation.RULES
            + """
                notify:
                  chat:
                    kind: slack
                    url: http://127.0.0.1:1/
                    allow-local: true
              """
                .indent(0));

    assertThat(program.run("run", "--metrics-file", file().toString()).exit()).isZero();
    assertThat(scrape().value("retention_notification_waiting_seconds{target=\"chat\"}")).isZero();
    program.itIs("2026-11-25T10:00:00Z");
    assertThat(program.run("run", "--metrics-file", file().toString()).exit()).isZero();

    assertThat(scrape().value("retention_notification_waiting_seconds{target=\"chat\"}"))
        .isEqualTo(86_400);
    assertThat(scrape().value("retention_notifications{outcome=\"delivered\",target=\"chat\"}"))
        .isZero();
  }

  @Test
  void whatWaitsForAPersonIsOverdueUntilItIsAccepted() throws IOException {
    program.rules(Installation.RULES + "      max-drops: 3\n");

    Ended refused = program.run("run", "--output", "json", "--metrics-file", file().toString());

    assertThat(refused.exit()).isEqualTo(4);
    assertThat(scrape().value(refusedBy("max-drops"))).isEqualTo(1);
    assertThat(scrape().value(refusedBy("max-share"))).isZero();
    assertThat(scrape().value("retention_overdue_partitions" + POLICY)).isEqualTo(7);
    // January 2026 and three months expired on the first of May.
    assertThat(scrape().value("retention_overdue_seconds" + POLICY))
        .isEqualTo(
            Duration.between(at("2026-05-01T00:00:00Z"), at("2026-11-24T10:00:00Z")).toSeconds());

    Ended older = program.run("run", "--as-of", "2026-04-20", "--metrics-file", file().toString());
    assertThat(older.exit()).as(older.all()).isZero();
    assertThat(scrape().value(refusedBy("max-drops"))).as("of the newest as-of").isEqualTo(1);
    assertThat(scrape().value("retention_overdue_partitions" + POLICY)).isEqualTo(7);

    milvus.on("partitions/drop").forPartition("march").react(Reaction.error(65535, "no"));
    String digest =
        program.database().ask("SELECT digest FROM retention_plan ORDER BY id").get(0).toString();
    Ended partly = program.run("run", "--accept", digest, "--metrics-file", file().toString());

    assertThat(partly.exit()).as(partly.all()).isEqualTo(3);
    assertThat(scrape().value(refusedBy("max-drops"))).isZero();
    assertThat(scrape().value("retention_overdue_partitions" + POLICY)).isEqualTo(1);
    assertThat(scrape().value("retention_overdue_seconds" + POLICY))
        .as("march is kept to the end of June")
        .isEqualTo(
            Duration.between(at("2026-07-01T00:00:00Z"), at("2026-11-24T10:00:00Z")).toSeconds());
    assertThat(scrape().value("retention_runs_total{outcome=\"partial\",policy=\"quick-setup\"}"))
        .isEqualTo(1);

    milvus.heal();
    program.run("rerun", "--metrics-file", file().toString());

    assertThat(scrape().value("retention_overdue_partitions" + POLICY)).isZero();
    assertThat(scrape().value("retention_runs_since_last_success" + POLICY)).isZero();
  }

  @Test
  void whatAPurgeRemovesStaysCounted() throws IOException {
    program.run("run");
    program.itIs("2026-11-25T10:00:00Z");
    program.run("run");
    program
        .database()
        .change("UPDATE batch_job_execution SET end_time = TIMESTAMP '2020-01-01 00:00:00'");
    assertThat(program.run("purge --older-than P1Y").out()).startsWith("1 finished runs removed");
    program.itIs("2026-11-26T10:00:00Z");

    program.run("run", "--metrics-file", file().toString());

    assertThat(scrape().value("retention_runs_total{outcome=\"done\",policy=\"quick-setup\"}"))
        .isEqualTo(3);
  }

  /** Neither changes how the run ended. */
  @Test
  void aFileThatCannotBeWrittenIsAWarning() {
    Path nowhere = directory.resolve("missing").resolve("retention.prom");

    Ended ended = program.run("run", "--metrics-file", nowhere.toString());

    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).contains("the metrics file " + nowhere + " could not be written: ");
    assertThat(ended.stackTrace()).isEmpty();
  }

  @Test
  void whatTheRepositoryDoesNotSayIsAbsent() throws IOException {
    program.run("hold add --partition january --owner ann --reason audit");
    program.database().change("UPDATE retention_hold SET covers = 'of a newer version'");

    Ended ended = program.run("run", "--metrics-file", file().toString());

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.stackTrace()).isEmpty();
    assertThat(scrape().value("retention_repository_up")).isZero();
    assertThat(scrape().names())
        .contains("retention_rules_info")
        .doesNotContain("retention_run_last_success_timestamp_seconds", "retention_runs_total");
  }

  private static String refusedBy(String guard) {
    return "retention_refused{guard=\"" + guard + "\",policy=\"quick-setup\"}";
  }

  private static Instant at(String moment) {
    return Instant.parse(moment);
  }

  private Path file() {
    return directory.resolve("retention.prom");
  }

  private Scrape scrape() throws IOException {
    return new Scrape(Files.readString(file()));
  }
}

package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.ops.Scrape;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics come from the job repository, so that each process tells of the runs of all. */
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
    assertThat(
            after.value("retention_partitions_total{policy=\"quick-setup\",state=\"DROPPED\"}"))
        .isEqualTo(7);
    assertThat(after.value("retention_rows_dropped_total" + POLICY)).isPositive();
    assertThat(
            after.value("retention_plan_partitions{policy=\"quick-setup\",verdict=\"EXPIRED\"}"))
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
    program.restart().run("run", "--metrics-file", file().toString());

    Scrape another = scrape();
    assertThat(another.value("retention_run_last_success_timestamp_seconds" + POLICY))
        .as("that of the other process")
        .isEqualTo(success);
  }

  private Path file() {
    return directory.resolve("retention.prom");
  }

  private Scrape scrape() throws IOException {
    return new Scrape(Files.readString(file()));
  }
}

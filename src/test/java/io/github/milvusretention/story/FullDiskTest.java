package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk of the H2 file is full. */
class FullDiskTest {
  /** Many days, as the database's file has room for the rows of some when the disk has none. */
  private static final String DAYS =
      Installation.ONE_BY_ONE
          .replace("quick_setup", "c000")
          .replace("\"MMMM\"", "\"'p_'uuuu_MM_dd\"")
          .replace("max-share: 75%", "max-share: 100%\n      max-drops: 1000");

  private final Sandbox sandbox = Installation.quickSetup();

  @TempDir Path directory;

  @Slow
  @ParameterizedTest
  @ValueSource(ints = {4, 8, 12, 24, 40, 100, 240, 480})
  void aFirstStartThatFillsItIsNotTakenForDamage(int kilobytes) throws IOException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("data"), kilobytes)) {
      Installation here = Installation.withoutTables(Databases.H2, directory, sandbox);
      full(here.run("runs"));
      here.restart();
      full(here.run("runs"));
      here.restart();
      full(here.run("run"));
      here.restart();
    }
  }

  @Slow
  @ParameterizedTest
  @ValueSource(ints = {4, 8, 12})
  void onceThereIsRoomTheFirstStartIsTheFirst(int kilobytes) throws IOException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("data"), kilobytes)) {
      Installation here = Installation.withoutTables(Databases.H2, directory, sandbox);
      full(here.run("runs"));
      here.restart();
      disk.grow(65536);

      Ended ran = here.run("run");

      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(ran.err()).contains("a new job repository was created");
      here.restart();
    }
  }

  @Test
  void aRunThatFillsItSaysWhatItDropped() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("data"), 65536)) {
      Installation here = new Installation(Databases.H2, directory, sandbox);
      here.rules(DAYS);
      States.daily(sandbox, 1, 400, LocalDate.of(2026, 11, 24));
      sandbox
          .on("partitions/drop")
          .forPartition("p_2025_10_23")
          .once()
          .react(Reaction.honest().before(call -> disk.fill()));

      int before = sandbox.partitions("default", "c000").size();

      Ended ran = here.run("run --output json");

      assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
      int gone = before - sandbox.partitions("default", "c000").size();
      // The last drop may not be on record.
      assertThat(ran.only().get("dropped").intValue())
          .as(ran.all())
          .isBetween(2, 300)
          .isBetween(gone - 1, gone);
      assertThat(ran.only().get("executionId").intValue()).isEqualTo(1);
      here.restart();
    }
  }

  private static void full(Ended ended) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
    assertThat(ended.err().strip())
        .as(ended.all())
        .hasLineCount(1)
        .contains("disk is full", "Make room")
        .doesNotContain("estore", "org.h2", "java.", "ean with name")
        .hasSizeLessThanOrEqualTo(400);
  }
}

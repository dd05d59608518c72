package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run with stop-after: it ends in time, and the next one goes on. */
@OneDatabase
class WindowStoryTest {
  private static final String DB = "default";
  private static final String DROP = "partitions/drop";

  /** A call takes 35 s at most: 5 s by the server, and what the client waits beyond that. */
  private static final String RULES = Installation.ONE_BY_ONE + "      stop-after: \"11:00\"\n";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  WindowStoryTest(Databases kind, @TempDir Path directory) {
    here = new Installation(kind, directory, sandbox).rules(RULES);
  }

  @Test
  void aRunStopsBeforeACallThatCouldEndTooLateAndTheNextOneGoesOn() {
    sandbox
        .on(DROP)
        .fromCall(3)
        .once()
        .react(Reaction.honest().before(call -> here.itIs("2026-11-24T10:59:26Z")));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    JsonNode run = ran.only();
    assertThat(run.get("status").stringValue()).isEqualTo("STOPPED");
    assertThat(run.get("message").stringValue())
        .isEqualTo(
            "stop-after 11:00: the window of this run ends 2026-11-24T11:00:00Z; the next run goes"
                + " on");
    assertThat(Figures.of(run)).isEqualTo(new Figures(3, 0, 0, 0, 4));
    assertThat(sandbox.callsTo(DROP)).hasSize(3);

    Ended rerun = here.run("rerun --output json");
    assertThat(rerun.exit()).as("its window is over").isEqualTo(3);
    here.itIs("2026-11-24T15:00:00Z");
    assertThat(here.run("rerun --output json").exit()).isEqualTo(3);
    assertThat(sandbox.callsTo(DROP)).hasSize(3);

    here.itIs("2026-11-25T10:00:00Z");
    assertThat(here.run("run").exit()).isZero();
    assertThat(sandbox.callsTo(DROP)).hasSize(7);
  }

  @Test
  void aCallThatEndsInTimeIsSent() {
    here.itIs("2026-11-24T10:59:25Z");

    assertThat(here.run("run").exit()).isZero();
  }

  @Slow
  @Test
  void aPersonWhoRunsItByHandHasTheNextWindow() {
    here.itIs("2026-11-24T10:59:26Z");
    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.results(1)).as("it has planned").hasSize(7);

    here.itIs("2026-11-24T11:00:01Z");
    assertThat(here.run("run").exit()).isZero();
  }

  @Slow
  @Test
  void aRunWithNothingToDoIsDoneAfterItsWindowToo() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-11-25T10:59:59Z");

    assertThat(here.run("run").exit()).isZero();
  }

  @Slow
  @Test
  void releasesStopAsDropsDo() {
    here.rules(RULES + "      grace: P7D\n");
    sandbox.load(DB, "quick_setup");
    sandbox
        .on("partitions/release")
        .once()
        .react(Reaction.honest().before(call -> here.itIs("2026-11-24T10:59:26Z")));

    Ended ran = here.run("run --output json");

    assertThat(ran.only().get("status").stringValue()).isEqualTo("STOPPED");
    assertThat(sandbox.callsTo("partitions/release")).hasSize(1);
    assertThat(here.results(1)).containsOnlyOnce("quick_setup/january RELEASED");
    assertThat(ran.only().get("released").intValue()).isEqualTo(1);
  }

  @Slow
  @Test
  void theWindowOfTheRulesIsInTheirZone() {
    here.rules(RULES + "      zone: Europe/Berlin\n");
    here.itIs("2026-11-24T09:59:26Z");
    assertThat(here.run("run").exit()).isEqualTo(3);
    assertThat(sandbox.mutations()).isEmpty();
  }
}

package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A partition that a run released comes back, and no run drops it. */
@Slow
@EveryDatabase
class RestoreStoryTest {
  private static final String DB = "default";
  private static final String LOAD = "partitions/load";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  RestoreStoryTest(Databases kind, @TempDir Path directory) {
    here =
        new Installation(kind, directory, sandbox).rules(Installation.RULES + "      grace: P7D\n");
  }

  @Test
  void theHoldComesFirstAndThenThePartitionIsLoaded() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.on(LOAD).react(Reaction.honest().before(call -> assertThat(holds()).isEqualTo("1")));

    Ended restore = here.run("restore", "june", "--reason", "the auditors ask");

    assertThat(restore.exit()).as(restore.all()).isZero();
    assertThat(restore.out())
        .contains("default.quick_setup/june is kept by hold 1 of ")
        .containsPattern(
            "\\(the auditors ask\\)\\. To lift it: milvus-retention --config \\S+ hold remove 1\n")
        .contains("default.quick_setup/june is loaded");
    assertThat(sandbox.loaded(DB, "quick_setup")).contains("june");
    assertThat(
            here.database()
                .ask("SELECT partition_name FROM retention_release WHERE loaded_at IS NOT NULL"))
        .containsExactly("june");
  }

  @Test
  void aSecondCallPlacesNoSecondHold() {
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("restore june").exit()).isZero();
    sandbox.clearCalls();

    JsonNode restored = here.run("restore quick_setup/june --output json").json();
    assertThat(restored.get("collection").stringValue()).isEqualTo("quick_setup");
    assertThat(restored.get("steps").toString()).contains("default.quick_setup/june is loaded");
    assertThat(here.run("restore default.quick_setup/june --policy quick-setup").exit()).isZero();

    assertThat(holds()).isEqualTo("1");
    assertThat(sandbox.callsTo(LOAD)).as("it is loaded already").isEmpty();
  }

  @Test
  void theHoldStaysWhereTheLoadFails() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.on(LOAD).react(Reaction.error(65535, "no memory left"));

    Ended restore = here.run("restore june");

    assertThat(restore.exit()).isEqualTo(3);
    assertThat(restore.err()).contains("no memory left").contains("; the hold stays");
    assertThat(holds()).isEqualTo("1");
  }

  @Test
  void aLoadThatTakesTimeIsWaitedFor() {
    assertThat(here.run("run").exit()).isZero();
    int[] looks = {0};
    sandbox
        .on(LOAD)
        .react(Reaction.honest().after(call -> sandbox.loading(DB, "quick_setup", "june", 10)));
    sandbox
        .on("collections/get_load_state")
        .forPartition("june")
        .react(
            Reaction.honest()
                .after(
                    call -> {
                      if (++looks[0] == 4) {
                        sandbox.load(DB, "quick_setup", "june");
                      }
                    }));

    Ended restore = here.run("restore june");

    assertThat(restore.exit()).as(restore.all()).isZero();
    assertThat(looks[0]).isGreaterThan(4);
    assertThat(restore.out()).contains("is loaded");
  }

  @Test
  void whatDoesNotExistOrIsNotOnlyOneIsSaid() {
    sandbox.createCollection(DB, "other");
    sandbox.createPartitions(DB, "other", "june");
    here.rules(
        Installation.RULES.replace("[quick_setup]", "[quick_setup, other]") + "      grace: P7D\n");

    Ended nowhere = here.run("restore undecember");
    Ended several = here.run("restore june");

    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err())
        .contains("no collection of these policies has a partition undecember");
    assertThat(several.exit()).isEqualTo(2);
    assertThat(several.err()).contains("default.other/june, default.quick_setup/june");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(holds()).isEqualTo("0");
    assertThat(here.run("restore other/june").exit()).isZero();
  }

  /** What was written before the hold that it is sent may still take effect. */
  @ParameterizedTest
  @ValueSource(
      strings = {"state = 'DROP_SENT'", "state = 'PLANNED', released = TRUE, released_at = NULL"})
  void whatALivingRunHasSentIsWaitedForAndNothingIsLoadedBefore(String sent) {
    assertThat(here.run("run").exit()).isZero();
    here.database()
        .change("UPDATE retention_ledger SET " + sent + " WHERE partition_name = 'june'");
    here.database().takeOverLeases();

    Ended restore = here.run("restore june");

    assertThat(restore.exit()).as(restore.all()).isEqualTo(3);
    assertThat(restore.all())
        .contains("a run has sent a release or a drop of default.quick_setup/june already")
        .contains("the result of that call is still unknown; nothing was loaded");
    assertThat(sandbox.callsTo(LOAD)).isEmpty();
    assertThat(holds()).isEqualTo("1");

    here.database().change("UPDATE retention_lease SET expires_at = CURRENT_TIMESTAMP");
    assertThat(here.run("restore june").exit()).as("a dead run sends no more").isZero();
    assertThat(sandbox.loaded(DB, "quick_setup")).contains("june");
  }

  /** The release of the run ends between the hold and the load. */
  @Test
  void aReleaseThatIsNotedMeanwhileDoesNotCount() {
    assertThat(here.run("run").exit()).isZero();
    sandbox
        .on(LOAD)
        .react(
            Reaction.honest()
                .before(
                    call ->
                        here.database().change("UPDATE retention_release SET loaded_at = NULL")));

    assertThat(here.run("restore june").exit()).isZero();

    assertThat(
            here.database()
                .ask("SELECT partition_name FROM retention_release WHERE loaded_at IS NOT NULL"))
        .containsExactly("june");
  }

  @Test
  void noRunDropsOrReleasesItUntilTheHoldIsLifted() {
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("restore june").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");

    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup"))
        .contains("june")
        .doesNotContain("may", "july");
    assertThat(sandbox.loaded(DB, "quick_setup")).contains("june");
    assertThat(here.run("hold remove 1").exit()).isZero();
    here.itIs("2026-12-03T10:00:00Z");
    assertThat(here.run("run").exit()).as("it is in use, and kept").isZero();
    assertThat(sandbox.loaded(DB, "quick_setup")).contains("june");
  }

  @Test
  void aRunThatIsDroppingKeepsWhatIsRestoredMeanwhile() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-12-02T10:00:00Z");
    sandbox
        .on("partitions/drop")
        .once()
        .react(
            Reaction.honest().before(call -> assertThat(here.run("restore june").exit()).isZero()));

    Ended next = here.run("run --output json");

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(here.results(2)).contains("quick_setup/june SKIPPED", "quick_setup/may DROPPED");
    assertThat(sandbox.loaded(DB, "quick_setup")).contains("june");
  }

  private String holds() {
    return here.database().ask("SELECT count(*) FROM retention_hold").get(0);
  }
}

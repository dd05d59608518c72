package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is recorded of a run whose process died. */
@Slow
@OneDatabase
class FoundDeadStoryTest {
  private final RepairSetup setup;
  private final Installation here;
  private final Database database;

  FoundDeadStoryTest(Databases database, @TempDir Path directory) {
    setup = new RepairSetup(database, directory);
    here = setup.here;
    this.database = here.database();
  }

  @Test
  void theLedgerSaysWhichDropItsProcessDiedIn() {
    setup.leaveMarchUndone();
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', error = NULL"
            + " WHERE partition_name = 'march'");
    database.change("UPDATE batch_job_execution SET status = 'STARTED', end_time = NULL");

    assertThat(here.run("recover 1").exit()).isZero();

    assertThat(here.run("show 1").out()).containsOnlyOnce("its process died during this drop");
    assertThat(here.run("rerun").exit()).isZero();
    assertThat(here.run("show 2").out()).doesNotContain("its process died during");
    assertThat(here.run("show 1").out()).as("it did").contains("its process died during");
  }

  /** Otherwise a run that died at night would have gone on until somebody looked in the morning. */
  @Test
  void aDeadRunEndsWhenItLastWroteSomethingAndSaysWhenItWasFound() {
    setup.leaveMarchUndone();
    for (String table : List.of("batch_job_execution", "batch_step_execution")) {
      database.change(
          ("UPDATE %s SET create_time = TIMESTAMP '2026-11-24 03:15:00', start_time = TIMESTAMP"
                  + " '2026-11-24 03:15:00', end_time = TIMESTAMP '2026-11-24 03:15:01',"
                  + " last_updated = TIMESTAMP '2026-11-24 03:15:01'")
              .formatted(table));
      database.change(
          "UPDATE %s SET status = 'STARTED', end_time = NULL WHERE status = 'FAILED'"
              .formatted(table));
    }
    database.change(
        "UPDATE retention_ledger SET state = 'DROP_SENT', error = NULL, updated_at = TIMESTAMP"
            + " WITH TIME ZONE '2026-11-24 03:15:22+00:00' WHERE partition_name = 'march'");
    database.change(
        "UPDATE retention_ledger SET updated_at = TIMESTAMP WITH TIME ZONE"
            + " '2026-11-24 03:15:04+00:00' WHERE partition_name <> 'march'");

    Ended recovered = here.run("recover 1 --output json");

    assertThat(recovered.exit()).as(recovered.all()).isZero();
    assertThat(recovered.json().get("message").stringValue())
        .contains(
            "it last wrote something at 2026-11-24T03:15:22Z and was found dead at"
                + " 2026-11-24T10:00:00Z");
    JsonNode shown = here.run("show 1 --output json").json();
    assertThat(shown.get("end").stringValue()).isEqualTo("2026-11-24T03:15:22Z");
    JsonNode march =
        shown.get("items").values().stream()
            .filter(item -> item.get("partition").stringValue().equals("march"))
            .findFirst()
            .orElseThrow();
    assertThat(march.get("updated").stringValue()).as("sent").isEqualTo("2026-11-24T03:15:22Z");
    assertThat(march.get("error").stringValue()).contains("its process died during this drop");
    assertThat(
            database.ask(
                "SELECT COUNT(*) FROM batch_step_execution WHERE status = 'FAILED' AND end_time ="
                    + " TIMESTAMP '2026-11-24 03:15:22'"))
        .as("the step that drops, and its parts")
        .doesNotContain("0");
    assertThat(here.run("rerun").exit()).as("it can be continued").isZero();
  }
}

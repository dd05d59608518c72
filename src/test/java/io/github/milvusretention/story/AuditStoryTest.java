package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands leave in the audit. */
@Slow
@EveryDatabase
class AuditStoryTest {
  private static final String ROWS =
      "SELECT act || ' ' || outcome || ' ' || COALESCE(CAST(execution_id AS VARCHAR(20)), '-')"
          + " FROM retention_audit ORDER BY id";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  AuditStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  private List<String> rows() {
    return here.database().ask(ROWS);
  }

  @Test
  void eachActOfACommandIsARowAndARefusalToo() {
    here.rules(Installation.RULES + "      max-drops: 3\n");
    Ended refused = here.run("run --reason nightly --output json");
    String message = refused.only().get("message").stringValue();
    here.run(message.substring(message.indexOf("rerun ")) + " --reason reviewed");
    here.run("run");
    here.run("stop 1");
    here.run("recover 1");
    here.run("hold add --partition march --reason audit");
    here.run("hold remove 1");
    here.run("hold remove 1");
    here.run("restore august");
    here.run("purge --older-than P1D");
    for (String look : List.of("plan", "runs", "show 1", "check", "forecast", "hold list")) {
      here.run(look);
    }

    assertThat(rows())
        .containsExactly(
            "RUN STARTED 1",
            "ACCEPT STARTED 2",
            "RUN REFUSED -",
            "STOP REFUSED 1",
            "RECOVER REFUSED 1",
            "HOLD DONE -",
            "LIFT DONE -",
            "LIFT REFUSED -",
            "RESTORE STARTED -",
            "HOLD DONE -",
            "RESTORE DONE -",
            "PURGE STARTED -",
            "PURGE DONE -");
    assertThat(here.database().ask("SELECT DISTINCT source FROM retention_audit"))
        .containsExactly("COMMAND");
    assertThat(here.database().ask("SELECT who FROM retention_audit"))
        .allSatisfy(who -> assertThat(who).startsWith(System.getProperty("user.name") + "@"));
    assertThat(here.database().ask("SELECT reason FROM retention_audit WHERE act = 'ACCEPT'"))
        .containsExactly("reviewed");
    assertThat(here.database().ask("SELECT digest FROM retention_audit WHERE act = 'ACCEPT'"))
        .singleElement()
        .asString()
        .startsWith("sha256:");
  }

  @Test
  void withoutItsRowNothingIsStarted() {
    here.run("runs");
    here.database().change("ALTER TABLE retention_audit RENAME TO away");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue()).containsIgnoringCase("retention_audit");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.database().ask("SELECT job_execution_id FROM batch_job_execution")).isEmpty();

    here.database().change("ALTER TABLE away RENAME TO retention_audit");
    assertThat(here.run("run").exit()).isZero();
    assertThat(rows()).singleElement().asString().startsWith("RUN STARTED ");
  }

  @Test
  void anExecutionThatCannotBeCreatedHasNoRow() {
    here.run("runs");
    here.database().change("ALTER TABLE batch_job_execution_params RENAME TO away");
    Ended ran = here.run("run");
    here.database().change("ALTER TABLE away RENAME TO batch_job_execution_params");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(rows()).noneMatch(row -> row.contains("STARTED"));
  }
}

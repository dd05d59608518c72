package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that is there and cannot be used: one sentence with its cure, and exit code 6. */
class RepositoryFaultStoryTest {
  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  RepositoryFaultStoryTest(@TempDir Path directory) {
    here = Installation.withoutTables(Databases.POSTGRESQL, directory, sandbox);
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"run", "runs", "plan", "check", "serve"})
  void anotherApplicationsTables(String command) {
    here.database().change("CREATE TABLE orders (n INTEGER)");

    told(here.run(command), "holds tables of another application", "?currentSchema=retention");
    assertThat(here.database().tables()).containsExactly("orders");
  }

  @Test
  void anotherApplicationsFlywayHistory() {
    here.database()
        .change(
            "CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY, version"
                + " VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
                + " script VARCHAR(1000) NOT NULL, checksum INTEGER, installed_by VARCHAR(100) NOT"
                + " NULL, installed_on TIMESTAMP NOT NULL DEFAULT now(), execution_time INTEGER NOT"
                + " NULL, success BOOLEAN NOT NULL)");
    history("1, '1', 'orders', 'SQL', 'V1__orders.sql', 123");

    told(here.run("run"), "holds tables of another application", "?currentSchema=retention");
    assertThat(here.database().tables()).containsExactly("flyway_schema_history");
  }

  @Slow
  @Test
  void aNewerVersionsTables() {
    assertThat(here.run("runs").exit()).isZero();
    here.restart();
    history("99, '99', 'later', 'SQL', 'V99__later.sql', 123");

    told(here.run("run"), "newer version of milvus-retention", "99");
  }

  @ParameterizedTest
  @CsvSource({
    "retention_lease, run", "retention_lease, runs", "retention_lease, serve",
    "batch_job_execution_params, runs", "qrtz_locks, plan", "retention_call, check",
  })
  void aTableOfOursThatIsMissing(String table, String command) {
    assertThat(here.run("run").exit()).isZero();
    here.restart();
    here.database().change("DROP TABLE " + table + " CASCADE");

    told(here.run(command), "a table of its own is missing", table, "Restore the database");
  }

  @Slow
  @Test
  void aTableThatGoesUnderTheRun() {
    assertThat(here.run("runs").exit()).isZero();
    here.database().change("DROP TABLE retention_lease");

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue()).contains("a table of its own is missing");
    assertThat(ran.stackTrace()).isEmpty();
  }

  @Slow
  @Test
  void anEmptiedHistoryIsNotToldAsIfNothingHadEverRun() {
    assertThat(here.run("runs").err()).doesNotContain("no run is recorded");
    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("runs").err()).isEmpty();
    here.database().change("TRUNCATE batch_job_execution CASCADE");

    assertThat(here.run("runs").err()).contains("no run is recorded, although plans are (1)");
    assertThat(here.run("runs --policy quick-setup").err()).contains("no run is recorded");
  }

  @Slow
  @Test
  void noPrivilegeToCreate() {
    role("lowly");
    here.database().change("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    here.variable("SPRING_DATASOURCE_USERNAME", "lowly");

    told(here.run("run"), "permission denied for schema public", "Grant it USAGE and CREATE");
  }

  @Slow
  @Test
  void theAddressThatTheMessageNamesIsTheCure() {
    here.database().change("CREATE TABLE orders (n INTEGER)");
    here.variable("SPRING_DATASOURCE_URL", here.database().url() + "?currentSchema=retention");

    assertThat(here.run("run").exit()).isZero();
    assertThat(here.run("runs --output json").only().get("dropped").intValue()).isEqualTo(7);
    assertThat(here.database().tables()).containsExactly("orders");
  }

  @Slow
  @Test
  void aSchemaThatMayNotBeCreated() {
    role("lowly");
    here.variable("SPRING_DATASOURCE_USERNAME", "lowly");
    here.variable("SPRING_DATASOURCE_URL", here.database().url() + "?currentSchema=nowhere");

    told(here.run("run"), "permission denied for database");
  }

  @Slow
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatOnlyReads(boolean fromTheStart) {
    if (!fromTheStart) {
      assertThat(here.run("runs").exit()).isZero();
      here.restart();
    }
    String name = here.database().url().replaceAll(".*/", "");
    here.database().change("ALTER DATABASE " + name + " SET default_transaction_read_only = on");

    Ended ran = here.run("run");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.all()).contains("the server is read-only", "targetServerType=primary");
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(ran.all()).doesNotContain("ean with name").doesNotContain("SELECT");
    assertThat(sandbox.callsTo("partitions/drop")).isEmpty();
  }

  @Slow
  @Test
  void tooManyConnections() {
    role("narrow");
    here.database().change("GRANT ALL ON SCHEMA public TO narrow");
    here.database().change("ALTER ROLE narrow CONNECTION LIMIT 0");
    here.variable("SPRING_DATASOURCE_USERNAME", "narrow");
    here.variable("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "300");

    told(here.run("run"), "no connection left", "MAXIMUM_POOL_SIZE");
  }

  private void history(String values) {
    here.database()
        .change(
            "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success) VALUES ("
                + values
                + ", 'me', 1, TRUE)");
  }

  /** Roles belong to the whole server, which all tests share. */
  private void role(String name) {
    here.database().change("DROP ROLE IF EXISTS " + name);
    here.database().change("CREATE ROLE " + name + " LOGIN PASSWORD 'postgres'");
  }

  private static void told(Ended ended, String... words) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
    // Before it, serve logs that it prepares its port.
    assertThat(ended.err().lines().filter(line -> !line.contains("TomcatWebServer")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(words)
        .hasSizeLessThanOrEqualTo(400)
        .doesNotContainIgnoringCase("baseline")
        .doesNotContainIgnoringCase("repair")
        .doesNotContain("ean with name", "flyway", "Flyway");
    assertThat(ended.out()).isEmpty();
  }
}

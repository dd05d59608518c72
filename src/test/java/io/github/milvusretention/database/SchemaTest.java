package io.github.milvusretention.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.schema.Schema;
import io.github.milvusretention.database.start.RepositoryStart;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the tables are taken to be as they should be, without asking Flyway. */
@ParameterizedClass
@EnumSource(Databases.class)
class SchemaTest {
  private final Database database;
  private final HikariDataSource pool = new HikariDataSource();
  private final Schema schema = new Schema(pool);
  private final RepositoryStart start = new RepositoryStart(pool, Optional.empty());

  SchemaTest(Databases kind, @TempDir Path directory) {
    database = kind.create(directory);
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password().get());
    pool.setMaximumPoolSize(2);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** Whoever adds a migration has to add it to the list, or no start would ever make it. */
  @Test
  void theListIsWhatFlywayFinds() {
    List<String> found =
        Arrays.stream(schema.flyway(ZoneOffset.UTC).info().all())
            .map(SchemaTest::described)
            .toList();

    assertThat(Schema.MIGRATIONS).isEqualTo(found);
  }

  private static String described(MigrationInfo migration) {
    return migration.getVersion() + " " + migration.getType() + " " + migration.getChecksum();
  }

  @Test
  void anEmptyDatabaseIsNotCurrentUntilItIsUpdated() {
    assertThat(schema.isCurrent()).isFalse();

    start.open();

    assertThat(schema.isCurrent()).isTrue();
    assertThat(database.tables()).contains("retention_ledger", "qrtz_locks");
  }

  /** Whoever adds a table has to add it to the list, or nobody would miss it. */
  @Test
  void everyTableIsAskedFor() {
    start.open();

    assertThat(database.tables())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Tables.NAMES.stream(), Stream.of("flyway_schema_history")).toList());
  }

  @Test
  void aTableThatIsMissingIsTold() {
    start.open();
    database.change("DROP TABLE retention_sighting");

    assertThat(RepositoryFailure.told(catchThrowable(start::open)).orElseThrow())
        .containsIgnoringCase("a table of its own is missing")
        .containsIgnoringCase("retention_sighting")
        .contains("Restore the database from a backup");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"checksum\" = 1 WHERE \"version\" = '4'",
        "\"type\" = 'SQL' WHERE \"version\" = '1'",
      })
  void whatWasChangedIsNotOursAndIsRefused(String change) {
    start.open();
    database.change("UPDATE \"flyway_schema_history\" SET " + change);

    assertThat(schema.isCurrent()).isFalse();
    assertThatThrownBy(start::open).isInstanceOf(UnusableRepository.class);
  }

  @Test
  void aMigrationThatBrokeOffIsRepeated() {
    start.open();
    forget("> ", "6.1");
    database.change(
        "UPDATE \"flyway_schema_history\" SET \"success\" = FALSE WHERE \"version\" = '6.1'");

    assertThat(schema.isCurrent()).isFalse();
    start.open();
    assertThat(schema.isCurrent()).isTrue();
  }

  @Slow
  @Test
  void aMigrationThatIsMissingIsMade() {
    start.open();
    forget(">= ", "6");
    database.change("DROP TABLE retention_repository");

    start.open();

    assertThat(database.tables()).contains("retention_repository");
    assertThat(schema.isCurrent()).isTrue();
  }

  /** By rank, as versions are texts: 12 comes before 6. */
  private void forget(String from, String version) {
    database.change(
        "DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" "
            + from
            + "(SELECT \"installed_rank\" FROM \"flyway_schema_history\" WHERE \"version\" = '"
            + version
            + "')");
  }
}

package io.github.milvusretention.database.schema;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Whose tables these are. Flyway's own advice, to repair or to baseline, would take another
 * application's tables over, so none of it is passed on.
 */
public final class SchemaHistory {
  private static final Set<CoreErrorCode> ANOTHERS =
      Set.of(
          CoreErrorCode.TYPE_MISMATCH,
          CoreErrorCode.CHECKSUM_MISMATCH,
          CoreErrorCode.DESCRIPTION_MISMATCH,
          CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED,
          CoreErrorCode.APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED);

  private static final MigrationVersion IDS = MigrationVersion.fromVersion("6.1");

  private final MigrationInfo[] all;
  private final boolean anothers;

  private SchemaHistory(MigrationInfo[] all, boolean anothers) {
    this.all = all;
    this.anothers = anothers;
  }

  public static SchemaHistory of(Flyway flyway) {
    return new SchemaHistory(
        flyway.info().all(),
        flyway.validateWithResult().invalidMigrations.stream()
            .map(invalid -> invalid.errorDetails.errorCode)
            .anyMatch(SchemaHistory::isAnothers));
  }

  private static boolean isAnothers(ErrorCode code) {
    return code instanceof CoreErrorCode known && ANOTHERS.contains(known);
  }

  /** Whether nothing of ours was ever made here. */
  public boolean isEmpty() {
    return Arrays.stream(all).noneMatch(info -> info.getState().isApplied());
  }

  /** Whether the table that holds the repository's id is there. */
  public boolean hasIds() {
    return Arrays.stream(all)
        .anyMatch(info -> info.getState().isApplied() && IDS.equals(info.getVersion()));
  }

  /** Whether a migration of ours broke off half-way, on a database that could not take it back. */
  public boolean brokeOff() {
    return Arrays.stream(all).anyMatch(info -> info.getState() == MigrationState.FAILED);
  }

  /** Why this program must leave the tables alone; empty if they are its own. */
  public Optional<String> objection(String place, String ownPlace) {
    if (anothers) {
      return Optional.of(belongsToAnother(place, ownPlace));
    }
    return Arrays.stream(all)
        .filter(info -> info.getState().isApplied() && !info.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .filter(Objects::nonNull)
        .max(MigrationVersion::compareTo)
        .map(
            newest ->
                "the job repository in "
                    + place
                    + " was used by a newer version of milvus-retention (its tables are of version "
                    + newest
                    + "). Run that version or a later one");
  }

  /** What Flyway's own refusal means; empty if the database itself is behind it. */
  public static Optional<String> objection(FlywayException e, String place, String ownPlace) {
    if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return Optional.of(belongsToAnother(place, ownPlace));
    }
    String said = String.valueOf(e.getMessage());
    if (said.contains("Unsupported Database") || said.contains("no longer supported")) {
      return Optional.of(
          "the job repository needs PostgreSQL 10 or later; the server at SPRING_DATASOURCE_URL is"
              + " older");
    }
    return Optional.empty();
  }

  private static String belongsToAnother(String place, String ownPlace) {
    return place
        + " holds tables of another application. Give milvus-retention a place of its own: "
        + ownPlace;
  }
}

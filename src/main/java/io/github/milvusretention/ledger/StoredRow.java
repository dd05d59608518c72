package io.github.milvusretention.ledger;

import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/** A row of the ledger as the database has it. */
public final class StoredRow {
  private StoredRow() {}

  /** The states that this version can read. */
  static List<String> states() {
    return names(State.values());
  }

  /** The actions that this version can read. */
  static List<String> actions() {
    return names(Action.values());
  }

  /** Throws {@link RunFailure} for a row that this version does not understand. */
  public static LedgerRow read(ResultSet row) throws SQLException {
    return new LedgerRow(
        row.getLong("id"),
        new Address(
            row.getString("cluster_name"),
            row.getString("database_name"),
            row.getString("collection_name"),
            row.getString("partition_name")),
        row.getString("collection_id"),
        row.getString("period_start"),
        row.getString("period_end"),
        row.getObject("row_count", Long.class),
        known(Action.class, row, "action"),
        row.getString("waited"),
        row.getString("server"),
        progress(row));
  }

  /** Of a row, or of rows that have it in common. Throws as above. */
  public static State state(ResultSet row) throws SQLException {
    return known(State.class, row, "state");
  }

  /** What changes in a row, or what it was earlier. Throws as above. */
  static LedgerRow.Progress progress(ResultSet row) throws SQLException {
    return new LedgerRow.Progress(
        state(row),
        row.getBoolean("released"),
        row.getInt("attempts"),
        row.getString("error"),
        row.getLong("execution_id"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        Releases.instant(row.getObject("released_at", OffsetDateTime.class)),
        row.getObject("result_execution_id", Long.class));
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }

  private static <E extends Enum<E>> E known(Class<E> type, ResultSet row, String column)
      throws SQLException {
    String text = row.getString(column);
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw RunFailure.ofRepository(
          "row "
              + row.getLong("id")
              + " of retention_ledger has the "
              + column
              + " "
              + text
              + ", which this version does not know, so that nothing is dropped: a newer version"
              + " wrote it, or somebody changed it in the database. Use that version, or correct"
              + " the row; then a rerun continues");
    }
  }
}

package io.github.milvusretention.hold;

import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.run.RunFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** What the tables of holds have in common. */
final class HoldRow {
  private HoldRow() {}

  /**
   * Throws {@link RunFailure} for a row that this version does not understand: left out, the hold
   * would cover too little.
   */
  static Hold read(ResultSet row, String name, Source source) throws SQLException {
    return read(row, name, source, covers -> covers);
  }

  /**
   * @param current what the text means today
   */
  static Hold read(ResultSet row, String name, Source source, UnaryOperator<CoversText> current)
      throws SQLException {
    try {
      return new Hold(
          name,
          source,
          HoldKind.valueOf(row.getString("kind")),
          current.apply(CoversText.read(row.getString("covers"))).covers(),
          row.getString("owner"),
          row.getString("reason"),
          HoldStore.instant(row, "expires_at"));
    } catch (RuntimeException e) {
      throw unreadable(name);
    }
  }

  static RunFailure unreadable(String name) {
    return RunFailure.ofRepository(
        "hold "
            + name
            + " cannot be read and may cover anything, so that nothing is dropped: a newer version"
            + " placed it, or somebody changed it in the database. Use that version, or correct the"
            + " row in retention_hold or retention_known_hold; then a rerun continues");
  }
}

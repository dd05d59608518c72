package io.github.milvusretention.hold;

import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.HoldKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the tables of holds have in common. */
final class HoldRow {
  private HoldRow() {}

  /** Throws {@link UnreadableHold} for a row that this version does not understand. */
  static Hold read(ResultSet row, String name, Source source) throws SQLException {
    try {
      return new Hold(
          name,
          source,
          HoldKind.valueOf(row.getString("kind")),
          CoversText.read(row.getString("covers")),
          row.getString("owner"),
          row.getString("reason"),
          HoldStore.instant(row, "expires_at"));
    } catch (RuntimeException e) {
      throw new UnreadableHold(name, e);
    }
  }
}

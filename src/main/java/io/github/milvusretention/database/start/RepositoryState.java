package io.github.milvusretention.database.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which repository this is, and how recent it is.
 *
 * @param id empty if it has none
 * @param leases how many leases were taken so far, which only grows
 */
record RepositoryState(Optional<RepositoryId> id, long leases) {
  private static final String ASK =
      "SELECT (SELECT COALESCE(SUM(fence), 0) FROM retention_lease) AS leases, id, created_at"
          + " FROM (SELECT 1 AS one) always LEFT JOIN retention_repository ON TRUE";

  /** All tables must be there. */
  static RepositoryState of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ASK)) {
      row.next();
      String id = row.getString("id");
      return new RepositoryState(
          id == null
              ? Optional.empty()
              : Optional.of(
                  new RepositoryId(
                      id, row.getObject("created_at", OffsetDateTime.class).toInstant())),
          row.getLong("leases"));
    } catch (SQLException e) {
      throw new IllegalStateException("the state of the repository could not be read", e);
    }
  }
}

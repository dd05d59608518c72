package io.github.milvusretention.ledger;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;

/** Tells a job repository that is away, busy or out of order from a mistake of this program. */
public final class RepositoryFailure {
  /**
   * SQLSTATE classes: no connection, credentials refused, no such database, given up for another
   * transaction's sake, out of resources, not ready, ended by an operator, broken; and all that H2
   * says of its files and connections.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "28", "3D", "40", "53", "55", "57", "58", "90");

  /** H2's lock timeout and its general error. */
  private static final Set<String> STATES = Set.of("HYT00", "HY000");

  private RepositoryFailure() {}

  /** What the database said, if that is behind this failure. */
  public static Optional<String> behind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && isOne(e)) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  private static boolean isOne(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || STATES.contains(state)
        || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
  }
}

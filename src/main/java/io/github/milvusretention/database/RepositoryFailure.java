package io.github.milvusretention.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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

  /** Lock not available, on PostgreSQL and on H2. */
  private static final Set<String> BUSY = Set.of("55P03", "HYT00");

  private RepositoryFailure() {}

  /** What the database said, if that is behind this failure. */
  public static Optional<String> behind(Throwable failure) {
    return find(failure, RepositoryFailure::isOne).map(e -> String.valueOf(e.getMessage()));
  }

  /**
   * Whether the database only gave this transaction up for the sake of another: a deadlock, a
   * serialisation failure, a lock that was not to be had. Asked by SQLSTATE, since not all of the
   * libraries translate it (Spring's incrementers do not).
   */
  public static boolean passes(Throwable failure) {
    return find(failure, e -> state(e).startsWith("40") || BUSY.contains(state(e))).isPresent();
  }

  private static Optional<SQLException> find(Throwable failure, Predicate<SQLException> wanted) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && wanted.test(e)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  private static boolean isOne(SQLException e) {
    String state = state(e);
    // A server's own word has a state; without one it is the pool's: the connection is closed.
    return e.getSQLState() == null
        || e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || STATES.contains(state)
        || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
  }
}

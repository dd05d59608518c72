package io.github.milvusretention.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Distinguishes a job repository that is unreachable, busy or broken from a bug in this program.
 */
public final class RepositoryFailure {
  /**
   * SQLSTATE classes: connection exception, invalid authorization, invalid database name,
   * transaction rollback, insufficient resources, object not in prerequisite state, operator
   * intervention, system error; and 90, which H2 uses for its files and connections.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "28", "3D", "40", "53", "55", "57", "58", "90");

  /** H2's lock timeout and its general error. */
  private static final Set<String> STATES = Set.of("HYT00", "HY000");

  /** Lock not available, on PostgreSQL and on H2. */
  private static final Set<String> BUSY = Set.of("55P03", "HYT00");

  private RepositoryFailure() {}

  /** The message of the database, if it caused this failure; otherwise empty. */
  public static Optional<String> message(Throwable failure) {
    return find(failure, RepositoryFailure::isRepositoryFailure)
        .map(e -> String.valueOf(e.getMessage()));
  }

  /**
   * Whether the transaction only conflicted with another: a deadlock, a serialisation failure, or a
   * lock timeout. Decided by SQLSTATE, because not all libraries translate the exception (Spring's
   * incrementers do not).
   */
  public static boolean isTransient(Throwable failure) {
    return find(failure, e -> state(e).startsWith("40") || BUSY.contains(state(e))).isPresent();
  }

  private static Optional<SQLException> find(Throwable failure, Predicate<SQLException> condition) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && condition.test(e)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  private static boolean isRepositoryFailure(SQLException e) {
    String state = state(e);
    // Errors of the server have a state. Without one it is the pool's: the connection is closed.
    return e.getSQLState() == null
        || e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || STATES.contains(state)
        || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
  }
}

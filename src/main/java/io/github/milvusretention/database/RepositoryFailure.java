package io.github.milvusretention.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells a job repository that is away, busy or out of order from a mistake of this program. */
public final class RepositoryFailure {
  private static final String READ_ONLY = "25006";
  private static final String FORBIDDEN = "42501";

  /**
   * SQLSTATE classes: no connection, credentials refused, no such database, given up for another
   * transaction's sake, out of resources, not ready, ended by an operator, broken; and all that H2
   * says of its files and connections.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "28", "3D", "40", "53", "55", "57", "58", "90");

  /** H2's lock timeout and its general error; a server that became a standby; a lost privilege. */
  private static final Set<String> STATES = Set.of("HYT00", "HY000", READ_ONLY, FORBIDDEN);

  /** What the server cannot be reached for, rather than used. */
  private static final Set<String> AWAY = Set.of("08", "28", "3D", "55", "57");

  /** Lock not available, on PostgreSQL and on H2. */
  private static final Set<String> BUSY = Set.of("55P03", "HYT00");

  private static final int LONGEST = 400;

  private RepositoryFailure() {}

  /** What the database said and what to do about it, if that is behind this failure. */
  public static Optional<String> behind(Throwable failure) {
    Optional<String> known =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .filter(SQLException.class::isInstance)
            .flatMap(e -> RepositoryFault.of((SQLException) e).stream())
            .findFirst();
    return known.isPresent()
        ? known
        : find(failure, RepositoryFailure::isOne).map(RepositoryFault::quote);
  }

  /** What a person is told who asked for something that needs the repository, in one sentence. */
  public static Optional<String> told(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnusableRepository) {
        return Optional.of(cut(String.valueOf(t.getMessage())));
      }
    }
    return behind(failure)
        .map(
            why ->
                away(failure)
                    ? "the job repository cannot be reached: "
                        + why
                        + ". Look at SPRING_DATASOURCE_URL and at the database"
                    : "the job repository cannot be used: " + why)
        .map(RepositoryFailure::cut);
  }

  /** Whether no more is known than that no connection came about. */
  private static boolean away(Throwable failure) {
    return find(failure, e -> RepositoryFault.of(e).isPresent()).isEmpty()
        && find(
                failure,
                e ->
                    e.getSQLState() == null
                        || e instanceof SQLTransientException
                        || e instanceof SQLRecoverableException
                        || e instanceof SQLNonTransientConnectionException
                        || AWAY.contains(state(e).substring(0, Math.min(2, state(e).length()))))
            .isPresent();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
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

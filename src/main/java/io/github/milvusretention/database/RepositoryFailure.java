package io.github.milvusretention.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Distinguishes a job repository that is unreachable, busy or broken from a bug in this program.
 */
public final class RepositoryFailure {
  private static final String READ_ONLY = "25006";
  private static final String FORBIDDEN = "42501";

  /**
   * SQLSTATE classes: connection exception, invalid authorization, invalid database name,
   * transaction rollback, insufficient resources, object not in prerequisite state, operator
   * intervention, system error; and 90, which H2 uses for its files and connections.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "28", "3D", "40", "53", "55", "57", "58", "90");

  /**
   * H2's lock timeout and its general error; a server that became a standby; a lost privilege; and
   * on PostgreSQL and on H2 a table or a column that is not there, as somebody dropped it.
   */
  private static final Set<String> STATES =
      Set.of(
          "HYT00", "HY000", READ_ONLY, FORBIDDEN, "42P01", "42703", "42S02", "42S03", "42S04",
          "42S22");

  /** What the server cannot be reached for, rather than used. */
  private static final Set<String> AWAY = Set.of("08", "28", "3D", "55", "57");

  /** Lock not available, on PostgreSQL and on H2. */
  private static final Set<String> BUSY = Set.of("55P03", "HYT00");

  private static final int LONGEST = 400;

  private RepositoryFailure() {}

  /**
   * What a run is told by that the repository ended: a whole sentence; empty if it did not.
   *
   * @param failure of a run that had begun
   */
  public static Optional<String> ofRun(Throwable failure) {
    Optional<String> unusable = unusable(failure);
    return unusable.isPresent()
        ? unusable
        : message(failure)
            .map(
                why ->
                    "the job repository failed: "
                        + why
                        + ". Nothing is dropped that cannot be recorded; once the database answers,"
                        + " a rerun continues");
  }

  /** What the database said and what to do about it, if it caused this failure; otherwise empty. */
  public static Optional<String> message(Throwable failure) {
    Optional<String> known =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .filter(SQLException.class::isInstance)
            .flatMap(e -> RepositoryFault.of((SQLException) e).stream())
            .findFirst();
    return known.isPresent()
        ? known
        : find(failure, RepositoryFailure::isRepositoryFailure).map(RepositoryFault::quote);
  }

  /** What a person is told who asked for something that needs the repository, in one sentence. */
  public static Optional<String> told(Throwable failure) {
    Optional<String> unusable = unusable(failure);
    return unusable.isPresent() ? unusable : unreachable(failure);
  }

  /**
   * A failure that a database caused in its own words, for people who must not see the statement,
   * which the message of the failure itself has; empty if no database caused it.
   */
  public static Optional<String> withoutSql(Throwable failure) {
    return find(failure, e -> true)
        .map(
            e ->
                "the job repository refused a statement: "
                    + RepositoryFault.quote(e)
                    + " (SQLSTATE "
                    + state(e)
                    + "); the log of this process has the details");
  }

  /** Why the H2 file in that directory cannot be opened, in one sentence with its cure. */
  public static String opening(Path directory, SQLException e) {
    return RepositoryFault.of(e)
        .map(fault -> "the job repository cannot be used: " + fault)
        .map(RepositoryFailure::cut)
        .orElseGet(
            () ->
                "the job repository in "
                    + directory
                    + " cannot be opened: "
                    + RepositoryFault.quote(e)
                    + ". Restore a backup if its file is damaged");
  }

  private static Optional<String> unusable(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(UnusableRepository.class::isInstance)
        .map(found -> cut(String.valueOf(found.getMessage())))
        .findFirst();
  }

  private static Optional<String> unreachable(Throwable failure) {
    return message(failure)
        .map(
            why ->
                away(failure)
                    ? "the job repository cannot be reached: "
                        + why
                        + ". Check SPRING_DATASOURCE_URL and the database"
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

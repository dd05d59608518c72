package io.github.milvusretention.cli;

import io.github.milvusretention.job.RunExit;
import io.github.milvusretention.ledger.AnotherDaemon;
import io.github.milvusretention.ledger.RepositoryUnfit;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.RuleException;
import io.github.milvusretention.rules.RulesException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one message and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  private static final int BAD_INPUT = 2;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof UsageException
        || failure instanceof RulesException
        || failure instanceof RuleException) {
      err.println(failure.getMessage());
      return BAD_INPUT;
    }
    if (failure instanceof MilvusException) {
      err.println(failure.getMessage());
      return RunExit.CLUSTER_UNUSABLE.code();
    }
    MarkedYAMLException yaml = cause(failure, MarkedYAMLException.class, e -> true);
    if (yaml != null) {
      err.println("the rules are not YAML; " + String.valueOf(yaml.getMessage()).strip());
      return BAD_INPUT;
    }
    RepositoryUnfit unfit = cause(failure, RepositoryUnfit.class, e -> true);
    if (unfit != null) {
      err.println(unfit.getMessage());
      return BAD_INPUT;
    }
    AnotherDaemon other = cause(failure, AnotherDaemon.class, e -> true);
    if (other != null) {
      err.println(other.getMessage());
      return RunExit.LOCKED.code();
    }
    PortInUseException port = cause(failure, PortInUseException.class, e -> true);
    if (port != null) {
      err.println("port " + port.getPort() + " is taken; choose another with SERVER_PORT");
      return BAD_INPUT;
    }
    SQLException database = cause(failure, SQLException.class, Failures::unreachable);
    if (database != null) {
      err.println("the job repository cannot be reached: " + database.getMessage());
      return RunExit.CLUSTER_UNUSABLE.code();
    }
    LoggerFactory.getLogger(Failures.class).error("unexpected error", failure);
    err.println("unexpected error: " + failure);
    return RunExit.ERROR.code();
  }

  /** SQLSTATE class 08 is "connection exception", 28 "invalid authorization", 3D "no database". */
  private static boolean unreachable(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08")
        || state.startsWith("28")
        || state.startsWith("3D")
        || state.startsWith("90");
  }

  private static <T extends Throwable> @Nullable T cause(
      Throwable failure, Class<T> type, Predicate<T> wanted) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t) && wanted.test(type.cast(t))) {
        return type.cast(t);
      }
    }
    return null;
  }
}

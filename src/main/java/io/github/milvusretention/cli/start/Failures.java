package io.github.milvusretention.cli.start;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.UnsuitableRepository;
import io.github.milvusretention.lease.AnotherDaemon;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.run.OutOfMemory;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Maps the exception of a command to one message and an exit code. */
public final class Failures implements IExecutionExceptionHandler {
  private static final int BAD_INPUT = 2;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (cause(failure, OutOfMemoryError.class) != null) {
      return outOfMemory(err);
    }
    if (failure instanceof RulesException) {
      // A line for each mistake.
      err.println(failure.getMessage());
      return BAD_INPUT;
    }
    if (failure instanceof UsageException) {
      err.println(Visible.line(String.valueOf(failure.getMessage())));
      return BAD_INPUT;
    }
    if (failure instanceof MilvusException) {
      err.println(Visible.line(String.valueOf(failure.getMessage())));
      return RunExit.CLUSTER_UNUSABLE.code();
    }
    RunFailure known = cause(failure, RunFailure.class);
    if (known != null) {
      err.println(Visible.line(known.getMessage()));
      return known.exit().code();
    }
    RuleException rule = cause(failure, RuleException.class);
    if (rule != null) {
      err.println(rule.getMessage());
      return BAD_INPUT;
    }
    MarkedYAMLException yaml = cause(failure, MarkedYAMLException.class);
    if (yaml != null) {
      err.println("config/application.yaml is not YAML; " + yaml.getProblem());
      return BAD_INPUT;
    }
    UnsuitableRepository unsuitable = cause(failure, UnsuitableRepository.class);
    if (unsuitable != null) {
      err.println(unsuitable.getMessage());
      return BAD_INPUT;
    }
    AnotherDaemon other = cause(failure, AnotherDaemon.class);
    if (other != null) {
      err.println(other.getMessage());
      return RunExit.LOCKED.code();
    }
    PortInUseException port = cause(failure, PortInUseException.class);
    if (port != null) {
      err.println("port " + port.getPort() + " is in use; choose another with SERVER_PORT");
      return BAD_INPUT;
    }
    Optional<String> repository = RepositoryFailure.told(failure);
    if (repository.isPresent()) {
      err.println(repository.get());
      return RunExit.CLUSTER_UNUSABLE.code();
    }
    LoggerFactory.getLogger(Failures.class).error("unexpected error", failure);
    err.println(Visible.line("unexpected error: " + failure));
    return RunExit.ERROR.code();
  }

  /** What an {@link OutOfMemoryError} comes to, which is no exception. */
  public static int outOfMemory(PrintWriter err) {
    err.println(OutOfMemory.sentence());
    return RunExit.ERROR.code();
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}

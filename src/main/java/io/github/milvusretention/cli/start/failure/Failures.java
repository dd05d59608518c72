package io.github.milvusretention.cli.start.failure;

import io.github.milvusretention.cli.output.ErrorAnswer;
import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.start.UnsuitableRepository;
import io.github.milvusretention.lease.AnotherDaemon;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.run.OutOfMemory;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.text.Visible;
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
  /** What the user is told; a message may have a line for each of several mistakes. */
  private record Told(int exit, String message) {
    private static Told badInput(String message) {
      return new Told(UsageException.EXIT, message);
    }
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult parsed) {
    Told told = told(failure);
    ErrorAnswer.print(command, told.exit, told.message);
    return told.exit;
  }

  private static Told told(Exception failure) {
    if (cause(failure, OutOfMemoryError.class) != null) {
      return new Told(RunExit.ERROR.code(), OutOfMemory.sentence());
    }
    if (failure instanceof RulesException) {
      // A line for each mistake.
      return Told.badInput(String.valueOf(failure.getMessage()));
    }
    if (failure instanceof UsageException) {
      return Told.badInput(Visible.line(String.valueOf(failure.getMessage())));
    }
    if (failure instanceof MilvusException) {
      return new Told(
          RunExit.CLUSTER_UNUSABLE.code(), Visible.line(String.valueOf(failure.getMessage())));
    }
    RunFailure known = cause(failure, RunFailure.class);
    if (known != null) {
      return new Told(known.exit().code(), Visible.line(known.getMessage()));
    }
    RuleException rule = cause(failure, RuleException.class);
    if (rule != null) {
      return Told.badInput(String.valueOf(rule.getMessage()));
    }
    MarkedYAMLException yaml = cause(failure, MarkedYAMLException.class);
    if (yaml != null) {
      return Told.badInput("config/application.yaml is not YAML; " + yaml.getProblem());
    }
    UnsuitableRepository unsuitable = cause(failure, UnsuitableRepository.class);
    if (unsuitable != null) {
      return Told.badInput(String.valueOf(unsuitable.getMessage()));
    }
    AnotherDaemon other = cause(failure, AnotherDaemon.class);
    if (other != null) {
      return new Told(RunExit.LOCKED.code(), String.valueOf(other.getMessage()));
    }
    PortInUseException port = cause(failure, PortInUseException.class);
    if (port != null) {
      return Told.badInput(
          "port "
              + port.getPort()
              + " is in use; choose another with SERVER_PORT, or MANAGEMENT_SERVER_PORT if it is that of health and metrics");
    }
    Optional<String> repository = RepositoryFailure.told(failure);
    if (repository.isPresent()) {
      return new Told(RunExit.CLUSTER_UNUSABLE.code(), repository.get());
    }
    LoggerFactory.getLogger(Failures.class).error("unexpected error", failure);
    return new Told(
        RunExit.ERROR.code(),
        Visible.line(
            "unexpected error: "
                + RepositoryFailure.withoutSql(failure).orElseGet(failure::toString)));
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

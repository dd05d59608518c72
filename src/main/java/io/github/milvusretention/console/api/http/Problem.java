package io.github.milvusretention.console.api.http;

import io.github.milvusretention.cli.output.ErrorAnswer;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.runs.IncompleteAnswer;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.run.OutOfMemory;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * How a failure is answered: as the command line would tell it, and with an HTTP status.
 *
 * @param code the exit code
 * @param message what, where and the cure
 */
public record Problem(HttpStatus status, int code, String message) {
  /** Empty for one that nobody expects, whose text is for the log alone. */
  public static Optional<Problem> of(Throwable failure) {
    if (failure instanceof Refused refused) {
      return Optional.of(
          new Problem(refused.status(), refused.code(), String.valueOf(refused.getMessage())));
    }
    if (failure instanceof NotDone act) {
      return Optional.of(new Problem(act.status(), act.code(), act.why()));
    }
    if (failure instanceof Busy) {
      return Optional.of(
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              RunExit.LOCKED.code(),
              String.valueOf(failure.getMessage())));
    }
    if (failure instanceof NotThere) {
      return usage(HttpStatus.NOT_FOUND, failure);
    }
    if (failure instanceof RuleException
        || failure instanceof RulesException
        || failure instanceof IncompleteAnswer) {
      return usage(HttpStatus.BAD_REQUEST, failure);
    }
    if (failure instanceof MethodArgumentTypeMismatchException wrong) {
      return Optional.of(
          new Problem(
              HttpStatus.BAD_REQUEST,
              Refused.USAGE,
              "\"" + wrong.getValue() + "\" is not a value of " + wrong.getName()));
    }
    if (failure instanceof MilvusException) {
      return of(RunExit.CLUSTER_UNUSABLE, failure);
    }
    if (failure instanceof RunFailure run) {
      return of(run.exit(), failure);
    }
    return OutOfMemory.told(failure)
        .map(why -> new Problem(HttpStatus.SERVICE_UNAVAILABLE, RunExit.ERROR.code(), why))
        .or(
            () ->
                RepositoryFailure.told(failure)
                    .map(
                        why ->
                            new Problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                RunExit.CLUSTER_UNUSABLE.code(),
                                why)));
  }

  /** As the commands tell it with {@code --output json}. */
  public Answer answer() {
    return Answer.written(
            out -> {
              out.println(ErrorAnswer.json(code, message));
              out.flush();
            })
        .status(status);
  }

  private static Optional<Problem> usage(HttpStatus status, Throwable failure) {
    return Optional.of(new Problem(status, Refused.USAGE, String.valueOf(failure.getMessage())));
  }

  private static Optional<Problem> of(RunExit exit, Throwable failure) {
    HttpStatus status =
        switch (exit) {
          case CLUSTER_UNUSABLE ->
              failure instanceof RunFailure run && run.isOfRepository()
                  ? HttpStatus.SERVICE_UNAVAILABLE
                  : HttpStatus.BAD_GATEWAY;
          case GUARD_REFUSED, PARTITIONS_FAILED, LOCKED -> HttpStatus.CONFLICT;
          // This process is about to end.
          case STOPPED -> HttpStatus.SERVICE_UNAVAILABLE;
          case ERROR, DONE -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    return Optional.of(new Problem(status, exit.code(), String.valueOf(failure.getMessage())));
  }
}

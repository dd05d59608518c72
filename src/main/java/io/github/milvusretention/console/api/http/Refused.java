package io.github.milvusretention.console.api.http;

import io.github.milvusretention.run.RunExit;
import org.springframework.http.HttpStatus;

/** What a program asked for is not done. The message says why, in one sentence. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exit code of a command that was called wrongly. */
  public static final int USAGE = 2;

  private final HttpStatus status;
  private final int code;

  public Refused(HttpStatus status, String message) {
    this(status, USAGE, message);
  }

  Refused(HttpStatus status, RunExit exit, String message) {
    this(status, exit.code(), message);
  }

  private Refused(HttpStatus status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  HttpStatus status() {
    return status;
  }

  /** The exit code of a command that ends for the same reason. */
  int code() {
    return code;
  }
}

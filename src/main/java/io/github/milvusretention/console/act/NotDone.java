package io.github.milvusretention.console.act;

import io.github.milvusretention.run.RunExit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An act that was not done. The message says why; it is on record by then. */
public final class NotDone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exit code of a command that asks for what is not possible. */
  private static final int USAGE = 2;

  private final HttpStatus status;
  private final int code;
  private final transient @Nullable Way way;

  /**
   * Where to go from here.
   *
   * @param path of a page
   * @param text what its link says
   */
  public record Way(String path, String text) {
    /** To the page of a run. */
    public static Way toRun(long executionId) {
      return new Way("/runs/" + executionId, "Run " + executionId);
    }

    /** To the runs of a policy. */
    public static Way toRuns(String policy) {
      return new Way("/runs?policy=" + policy, "Runs of " + policy);
    }
  }

  public NotDone(HttpStatus status, String message, @Nullable Way way) {
    this(status, USAGE, message, way);
  }

  private NotDone(HttpStatus status, int code, String message, @Nullable Way way) {
    super(message);
    this.status = status;
    this.code = code;
    this.way = way;
  }

  /** The same, for which a command would end so. */
  public NotDone as(RunExit exit) {
    return new NotDone(status, exit.code(), why(), way);
  }

  /** 403 for what this person may not do, 409 for what is not possible now, 503 for a failure. */
  public HttpStatus status() {
    return status;
  }

  /** The exit code of a command that would end for the same reason. */
  public int code() {
    return code;
  }

  /** Null if there is no page that helps. */
  public @Nullable Way way() {
    return way;
  }

  /** The message, never null. */
  public String why() {
    return String.valueOf(getMessage());
  }
}

package io.github.milvusretention.console.act;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An act that was not done. The message says why; it is on record by then. */
public final class NotDone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient @Nullable Way way;

  /**
   * Where to go from here.
   *
   * @param path of a page
   * @param text what its link says
   */
  public record Way(String path, String text) {
    /** To the page of a run. */
    static Way toRun(long executionId) {
      return new Way("/runs/" + executionId, "Run " + executionId);
    }

    /** To the runs of a policy. */
    static Way toRuns(String policy) {
      return new Way("/runs?policy=" + policy, "Runs of " + policy);
    }
  }

  NotDone(HttpStatus status, String message, @Nullable Way way) {
    super(message);
    this.status = status;
    this.way = way;
  }

  /** 403 for what this person may not do, 409 for what is not possible now, 503 for a failure. */
  public HttpStatus status() {
    return status;
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

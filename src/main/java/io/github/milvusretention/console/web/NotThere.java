package io.github.milvusretention.console.web;

/** What a page was asked about does not exist. The message says what, and where to look instead. */
public final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotThere(String message) {
    super(message);
  }

  /** A policy that the rules do not have. */
  public static NotThere policy(String name) {
    return new NotThere("there is no policy " + name + " in the rules");
  }

  /** An execution that nobody knows of, or that was purged. */
  public static NotThere run(long executionId) {
    return new NotThere("there is no run " + executionId + "; the list of runs has all of them");
  }
}

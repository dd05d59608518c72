package io.github.milvusretention.console.web;

/** What a page was asked about does not exist. The message says what, and where to look instead. */
public final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotThere(String message) {
    super(message);
  }
}

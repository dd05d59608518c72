package io.github.milvusretention.cli.start;

/**
 * The user asked for something impossible. The message says what and how to fix it. Exit code 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}

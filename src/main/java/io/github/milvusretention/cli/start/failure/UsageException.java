package io.github.milvusretention.cli.start.failure;

/** The user asked for something impossible. The message says what and how to fix it. */
public final class UsageException extends RuntimeException {
  /** The exit code, also where something else is wrong with what the user wrote. */
  public static final int EXIT = 2;

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}

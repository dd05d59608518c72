package io.github.milvusretention.cli.start;

/**
 * The user asked for something that cannot be: what, and the cure, in one sentence. Exit code 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}

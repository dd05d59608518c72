package io.github.milvusretention.cli;

/**
 * The user asked for something that cannot be: what, and the cure, in one sentence. Exit code 2.
 */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}

package io.github.milvusretention.database;

import org.jspecify.annotations.Nullable;

/**
 * The job repository is there and cannot be used: damaged, somebody else's, read-only. The message
 * says what is wrong, where, and what to do, and holds no secret. Exit code 6.
 */
public final class UnusableRepository extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableRepository(String message) {
    super(message);
  }

  public UnusableRepository(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

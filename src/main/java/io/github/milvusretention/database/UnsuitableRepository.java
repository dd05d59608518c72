package io.github.milvusretention.database;

/** The job repository would forget what was done: the program does not start on it. */
public final class UnsuitableRepository extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsuitableRepository(String message) {
    super(message);
  }
}

package io.github.milvusretention.database.start;

/** The job repository would lose the record of what was done, so the program does not start. */
public final class UnsuitableRepository extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsuitableRepository(String message) {
    super(message);
  }
}

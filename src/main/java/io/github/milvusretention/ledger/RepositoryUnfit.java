package io.github.milvusretention.ledger;

/** The job repository would forget what was done: the program does not start on it. */
public final class RepositoryUnfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RepositoryUnfit(String message) {
    super(message);
  }
}

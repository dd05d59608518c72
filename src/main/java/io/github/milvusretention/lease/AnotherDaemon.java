package io.github.milvusretention.lease;

/** Another daemon serves this database, which can have one only: this one does not start. */
public final class AnotherDaemon extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AnotherDaemon(LeaseHolder holder) {
    super(
        "another daemon serves this H2 database: "
            + holder.owner()
            + ". Stop that one first, or use PostgreSQL, which several can share; commands such as"
            + " run work beside it");
  }
}

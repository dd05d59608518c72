package io.github.milvusretention.milvus;

/**
 * What an answer of the server means: a closed set. An error is taken at the server's word; only
 * the server's list proves what a change did or did not do.
 */
public enum Outcome {
  /** The key {@code data} is present and the code is 0, or 200 from an older server. */
  SUCCESS("done"),
  DATABASE_GONE("the database does not exist"),
  COLLECTION_GONE("the collection does not exist"),
  PARTITION_GONE("the partition does not exist"),
  /** Refused because the partition is loaded: release it first. */
  LOADED("the partition is loaded"),
  /** Refused for good: {@code _default}, partition-key mode, an external collection. */
  PROTECTED("the server never lets this partition go"),
  /** Refused for good: a name the server does not accept. */
  INVALID_NAME("the server does not accept this name"),
  /** Slow down and ask again. */
  THROTTLED("the server asks to slow down"),
  /** An operator switched such calls off; asking again does not help. */
  DENIED("such calls are switched off on the server"),
  /** The server is starting or stopping; by its own word nothing was done. */
  NOT_READY("the server is not ready"),
  UNAUTHENTICATED("the server does not accept the token"),
  FORBIDDEN("the token's user lacks a privilege"),
  /** The server does not have this route: a version before it, or another program. */
  NO_SUCH_ROUTE("the server does not know this call: an older Milvus, or not Milvus"),
  /** No connection was made, so nothing was sent. */
  UNREACHABLE("no connection, nothing was sent"),
  /** Sent, and no believable answer: it may or may not have happened. */
  UNKNOWN("no believable answer"),
  /** A definite error that is none of the above; asking again does not help. */
  REJECTED("the server refused the call");

  private final String meaning;

  Outcome(String meaning) {
    this.meaning = meaning;
  }

  /** One clause for people, without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** True if nothing on this cluster can be asked before somebody mends address or token. */
  public boolean clusterUnusable() {
    return this == UNREACHABLE || this == UNAUTHENTICATED;
  }

  /** True if by the server's word the collection, or its whole database, is not there. */
  public boolean collectionMissing() {
    return this == COLLECTION_GONE || this == DATABASE_GONE;
  }

  /** True if by the server's word there is nothing of that name to drop. */
  public boolean nothingToDrop() {
    return this == PARTITION_GONE || collectionMissing();
  }

  /** True if the server itself says that it will do, only not now. */
  public boolean asksToComeBack() {
    return this == NOT_READY || this == THROTTLED;
  }

  /** True if it may pass by itself, so that a read is worth asking again. */
  public boolean mayPass() {
    return this == UNKNOWN || this == NOT_READY || this == THROTTLED || this == UNREACHABLE;
  }
}

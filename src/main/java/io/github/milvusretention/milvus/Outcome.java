package io.github.milvusretention.milvus;

/**
 * The meaning of a server's answer. An error is believed as stated; only the server's list of
 * partitions proves what a release or drop did.
 */
public enum Outcome {
  /** {@code data} is present and the code is 0, or 200 from an older server. */
  SUCCESS("done"),
  DATABASE_GONE("the database does not exist"),
  COLLECTION_GONE("the collection does not exist"),
  PARTITION_GONE("the partition does not exist"),
  /** Refused because the partition is loaded; it must be released first. */
  LOADED("the partition is loaded"),
  /** Refused permanently: {@code _default}, partition-key mode, an external collection. */
  PROTECTED("the server never lets this partition go"),
  /** Refused permanently: a name that the server does not accept. */
  INVALID_NAME("the server does not accept this name"),
  /** The call may be retried at a lower rate. */
  THROTTLED("the server asks to slow down"),
  /** An operator has disabled such calls; a retry does not help. */
  DENIED("such calls are switched off on the server"),
  /** The server is starting or stopping and states that it did nothing. */
  NOT_READY("the server is not ready"),
  UNAUTHENTICATED("the server does not accept the token"),
  FORBIDDEN("the token's user lacks a privilege"),
  /** The server does not have this route: an older version, or not Milvus. */
  NO_SUCH_ROUTE("the server does not know this call: an older Milvus, or not Milvus"),
  /** No connection can be made, and a retry does not help: nothing was sent. */
  UNREACHABLE("no connection, nothing was sent"),
  /** Refused, reset or not answered in time, as while a server restarts: nothing was sent. */
  CONNECTION_REFUSED("the server accepts no connection, nothing was sent"),
  /** A read whose connection was reset or closed before the answer, as while a server restarts. */
  CONNECTION_LOST("the connection was lost before the answer"),
  /** Sent, but no reliable answer: the call may or may not have taken effect. */
  UNKNOWN("no believable answer"),
  /** Any other definite error; a retry does not help. */
  REJECTED("the server refused the call");

  private final String meaning;

  Outcome(String meaning) {
    this.meaning = meaning;
  }

  /** A clause for users, without a full stop. */
  public String meaning() {
    return meaning;
  }

  /**
   * Whether no call can succeed until the address or the token is corrected, or the server is up.
   */
  public boolean clusterUnusable() {
    return notSent() || this == UNAUTHENTICATED;
  }

  /** Whether no byte of the call was sent, since there was no connection. */
  public boolean notSent() {
    return this == UNREACHABLE || this == CONNECTION_REFUSED;
  }

  /** Whether the call was sent, and there was no reliable answer. */
  public boolean unanswered() {
    return this == UNKNOWN || this == CONNECTION_LOST;
  }

  /** Whether the connection failed in a way in which it does while a server restarts. */
  public boolean connectionFailed() {
    return this == CONNECTION_REFUSED || this == CONNECTION_LOST;
  }

  /** Whether the server states that the collection, or its database, does not exist. */
  public boolean collectionMissing() {
    return this == COLLECTION_GONE || this == DATABASE_GONE;
  }

  /** Whether the server states that there is nothing of that name to drop. */
  public boolean nothingToDrop() {
    return this == PARTITION_GONE || collectionMissing();
  }

  /** Whether the server itself asks to retry later. */
  public boolean asksToRetryLater() {
    return this == NOT_READY || this == THROTTLED;
  }

  /** Whether retries are limited by the retry budget alone, not by their number. */
  public boolean retriedWithinBudget() {
    return asksToRetryLater() || connectionFailed();
  }

  /** Whether the cause may be temporary, so that a read is worth retrying. */
  public boolean isTransient() {
    return this == UNKNOWN || retriedWithinBudget();
  }
}

package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Outcome;

/** What a status says when the body does not say it better. */
final class HttpStatus {
  private HttpStatus() {}

  /** A body that is no Milvus answer: perhaps a gateway spoke, so little is certain. */
  static Outcome withoutEnvelope(String route, int status) {
    if (status == 503 && !Routes.changes(route)) {
      // As during a rolling restart; nothing can have happened, since nothing was asked for.
      return Outcome.NOT_READY;
    }
    // A gateway's 503 may follow a request that it had passed on, and a 2xx promised a body.
    boolean undecided = status < 300 || status >= 500;
    return undecided ? Outcome.UNKNOWN : ofError(status);
  }

  /** An error of Milvus whose code and text are not known. */
  static Outcome withEnvelope(int status) {
    if (status == 503) {
      return Outcome.NOT_READY;
    }
    return status >= 500 ? Outcome.UNKNOWN : ofError(status);
  }

  private static Outcome ofError(int status) {
    return switch (status) {
      case 401 -> Outcome.UNAUTHENTICATED;
      case 403 -> Outcome.FORBIDDEN;
      case 404 -> Outcome.NO_SUCH_ROUTE;
      case 408, 499 -> Outcome.UNKNOWN;
      case 429 -> Outcome.THROTTLED;
      default -> Outcome.REJECTED;
    };
  }
}

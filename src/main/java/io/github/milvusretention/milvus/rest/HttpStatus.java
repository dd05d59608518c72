package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.rest.call.Routes;

/** Maps an HTTP status to an outcome, if the body is not more specific. */
final class HttpStatus {
  private HttpStatus() {}

  /** For a body that is not a Milvus answer. It may come from a gateway, so little is certain. */
  static Outcome withoutEnvelope(String route, int status) {
    if (status == 503 && !Routes.changes(route)) {
      // As during a rolling restart. The call changes nothing, so it is safe to retry.
      return Outcome.NOT_READY;
    }
    // A gateway may send 503 after it forwarded the request, and a 2xx should have had a body.
    boolean undecided = status < 300 || status >= 500;
    return undecided ? Outcome.UNKNOWN : ofError(status);
  }

  /** For an error of Milvus with an unknown code and text. */
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

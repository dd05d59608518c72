package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.rest.call.Routes;
import java.util.Objects;

/**
 * Maps an error of Milvus to an outcome. Texts of refusals are checked first, because their code
 * changed from 65535 to 1100 with 2.6.19; then the codes that are the same in every version; then
 * the texts of the catch-all codes; then the status.
 */
final class ErrorCode {
  private static final int TIMED_OUT = 408;

  private ErrorCode() {}

  static Outcome outcome(String route, int status, Envelope error) {
    if (status == TIMED_OUT) {
      return Outcome.UNKNOWN;
    }
    Outcome refusal = ErrorText.refusal(error.message());
    return refusal != null ? refusal : byCode(route, status, error);
  }

  private static Outcome byCode(String route, int status, Envelope error) {
    return switch (error.code()) {
      case 1, 2 -> Outcome.NOT_READY;
      case 4, 8 -> Outcome.THROTTLED;
      case 9 -> Outcome.DENIED;
      case 100 -> collectionMissing(route);
      case 200 -> partitionMissing(error);
      case 800 -> Outcome.DATABASE_GONE;
      case 802 -> Outcome.INVALID_NAME;
      // 8000x are codes of Zilliz Cloud: "the token is illegal", "the token is invalid".
      case 1400, 1800, 80001, 80002 -> Outcome.UNAUTHENTICATED;
      case 1401 -> Outcome.FORBIDDEN;
      case 1807 -> ErrorText.limiter(error.message());
      // Errors inside the server; the call may have been partly executed: 5 internal error, 11 time
      // tick delay, 12 resources, 103/106/110/202 not fully loaded, 503 channel, 90x node, 1000x
      // canceled or timed out.
      case 5, 11, 12, 103, 106, 110, 202, 503, 901, 902, 903, 904, 905, 10000, 10001 ->
          Outcome.UNKNOWN;
      default -> {
        Outcome named = ErrorText.catchAll(error.message());
        yield named != null ? named : HttpStatus.withEnvelope(status);
      }
    };
  }

  /** Whether the answer states that the name is not an alias. */
  static boolean isAliasMissing(Answer answer) {
    return Objects.equals(answer.code(), 1600);
  }

  /** get_load_state returns 100 for every failed lookup, even when a coordinator is down. */
  private static Outcome collectionMissing(String route) {
    return route.equals(Routes.LOAD_STATE) ? Outcome.UNKNOWN : Outcome.COLLECTION_GONE;
  }

  /**
   * Code 200 means "partition not found", but it is also the old success code and common in answers
   * of gateways. So it counts only without data and with a text that mentions a partition.
   */
  private static Outcome partitionMissing(Envelope error) {
    boolean plain = error.data().isMissingNode() && ErrorText.mentionsPartition(error.message());
    return plain ? Outcome.PARTITION_GONE : Outcome.UNKNOWN;
  }
}

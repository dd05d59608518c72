package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.http.Exchange;
import io.github.milvusretention.milvus.rest.call.Routes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  private static final Duration TOOK = Duration.ofMillis(7);

  private final Classifier classifier = new Classifier(new Redaction(new Token("root:S3cr3t")));

  private Reply reply(String route, int status, String body) {
    return classifier.classify(route, new Exchange.Received(status, body, null, null, TOOK));
  }

  private Answer answer(int status, String body) {
    return reply(Routes.DROP, status, body).answer();
  }

  private static String error(int code, String message) {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":0,\"data\":{}}",
        "{\"code\":200,\"data\":{}}",
        "{\"code\":200,\"data\":[\"_default\"]}",
        "{\"data\":{\"has\":false},\"code\":0,\"message\":\"\"}",
        "{\"code\":\"0\",\"data\":{},\"cost\":0}",
        " {\"code\":0,\"data\":[]}\n"
      })
  void onlyCode0Or200WithDataAndHttp200IsSuccess(String body) {
    Reply reply = reply(Routes.DROP, 200, body);
    assertThat(reply.answer().success()).isTrue();
    assertThat(reply.data().isContainer()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":0}",
        "{\"code\":0,\"message\":\"The token is illegal.\"}",
        "{\"code\":0,\"data\":null}",
        "{\"code\":200}",
        "{\"code\":200,\"message\":\"success\"}",
        "{\"code\":200,\"data\":null,\"message\":\"partition not found\"}",
        "{\"data\":{}}",
        "{\"code\":null,\"data\":{}}",
        "{\"code\":0.0,\"data\":{}}",
        "{\"code\":true,\"data\":{}}",
        "{\"code\":4294967296,\"data\":{}}",
        "{\"code\":99999999999999999999,\"data\":{}}",
        "{\"code\":\"9999999999999999999\",\"data\":{}}",
        "{\"code\":\"zero\",\"data\":{}}",
        "{\"code\":1,\"code\":0,\"data\":{}}",
        "{\"code\":0,\"data\":{}",
        "{\"code\":0,\"data\":{}}}",
        "{\"code\":0,\"data\":{}}{\"code\":1100}",
        "[{\"code\":0,\"data\":{}}]",
        "\ufeff{\"code\":0,\"data\":{}}",
        "0",
        "null",
        "<html>OK</html>",
        "OK",
        " ",
        ""
      })
  void anythingElseWithHttp200IsUnknown(String body) {
    assertThat(answer(200, body).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 301, 400, 401, 403, 404, 408, 429, 500, 503})
  void aSuccessBodyUnderAnotherStatusIsUnknown(int status) {
    assertThat(answer(status, "{\"code\":0,\"data\":{}}").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(answer(status, "{\"code\":200,\"data\":{}}").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100, 800, 1100, 1807, 65535})
  void anErrorCodeWithDataIsNoSuccess(int code) {
    Reply reply = reply(Routes.DROP, 200, "{\"code\":" + code + ",\"data\":{}}");
    assertThat(reply.answer().success()).isFalse();
    assertThat(reply.data().isMissingNode()).isTrue();
  }

  /** The error texts of Milvus, with the codes before and since 2.6.19. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          partition cannot be dropped, partition is loaded, please release it first                    | LOADED
          partition cannot be dropped, partition is loaded, please release it first: invalid parameter | LOADED
          default partition cannot be deleted                              | PROTECTED
          default partition cannot be deleted: invalid parameter           | PROTECTED
          disable drop partition if partition key mode is used             | PROTECTED
          disable release partitions if partition key mode is used         | PROTECTED
          disable load partitions if partition key mode is used            | PROTECTED
          drop partition operation is not supported for external collection x | PROTECTED
          Invalid partition name: 2024-01-31. Partition name can only contain numbers, letters and underscores. | INVALID_NAME
          Invalid collection name: a.b. the first character of a collection name must be an underscore or letter | INVALID_NAME
          partition number (4097) exceeds max configuration (4096), collection: x | REJECTED
          collection not found[database=default][collection=x]             | COLLECTION_GONE
          can't find collection[database=default][collection=x]            | COLLECTION_GONE
          can't find collection collection not found[database=default][collection=x] | COLLECTION_GONE
          collection not found[collection=x]                               | COLLECTION_GONE
          invalid parameter[expected=any parttiion][actual=empty partition list] | REJECTED
          invalid parameter[expected=any partition][actual=empty partition list] | REJECTED
          failed to load partition, due to no partition specified          | REJECTED
          database not found[database=x]                                   | DATABASE_GONE
          database not found, database: x                                  | DATABASE_GONE
          partition not found[partition=x]                                 | PARTITION_GONE
          rpc error: code = PermissionDenied desc = DropPartition: permission deny to u in the `d` database | FORBIDDEN
          rpc error: code = PermissionDenied desc = PrivilegeDropPartition: permission deny to u in the `d` database | FORBIDDEN
          rpc error: code = PermissionDenied desc = PrivilegeDropPartition: permission deny to u | FORBIDDEN
          rpc error: code = Unauthenticated desc = auth check failure       | UNAUTHENTICATED
          rpc error: code = DeadlineExceeded desc = context deadline exceeded | UNKNOWN
          rpc error: code = Unavailable desc = transport is closing         | UNKNOWN
          context canceled                                                 | UNKNOWN
          something new                                                    | REJECTED
          """)
  void theTextOfACatchAllCodeDecides(String message, Outcome outcome) {
    for (int code : new int[] {65535, 1100}) {
      assertThat(answer(200, error(code, message)).outcome()).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1     | service not ready[proxy=1]: Initializing                | NOT_READY
          2     | service unavailable                                     | NOT_READY
          3     | memory limit exceeded                                   | REJECTED
          4     | too many concurrent requests, queue is full[limit=1024] | THROTTLED
          4     | request limit exceeded                                  | THROTTLED
          5     | service internal error                                  | UNKNOWN
          8     | rate limit exceeded[rate=1]                             | THROTTLED
          9     | quota exceeded[reason=access denied]                    | DENIED
          11    | time tick long delay                                    | UNKNOWN
          12    | resource insufficient                                   | UNKNOWN
          100   | can't find collection[database=default][collection=x]   | COLLECTION_GONE
          100   | can't find collection collection not found[database=default][collection=x] | COLLECTION_GONE
          100   | collection not found[collection=x]                      | COLLECTION_GONE
          101   | collection not loaded                                   | REJECTED
          106   | collection on recovering                                | UNKNOWN
          200   | partition not found[partition=x]                        | PARTITION_GONE
          201   | partition not loaded                                    | REJECTED
          503   | channel not available                                   | UNKNOWN
          800   | database not found[database=x]                          | DATABASE_GONE
          802   | bad name                                                | INVALID_NAME
          902   | node offline                                            | UNKNOWN
          1101  | missing parameter                                       | REJECTED
          1400  | not authenticated                                       | UNAUTHENTICATED
          1401  | privilege not permitted                                 | FORBIDDEN
          1800  | user hasn't authenticated                               | UNAUTHENTICATED
          1801  | can only accept json format request                     | REJECTED
          1802  | missing required parameters                             | REJECTED
          3000  | unsupported operation                                   | REJECTED
          10000 | context canceled                                        | UNKNOWN
          10001 | request timeout                                         | UNKNOWN
          80001 | token illegal                                           | UNAUTHENTICATED
          80002 | The token is invalid                                    | UNAUTHENTICATED
          80020 | no permission                                           | REJECTED
          -1    | something new                                           | REJECTED
          1     | partition cannot be dropped, partition is loaded, please release it first | LOADED
          2     | partition not found[partition=x]                        | NOT_READY
          10001 | partition not found[partition=x]                        | UNKNOWN
          """)
  void otherCodesMeanTheSameInEveryVersion(int code, String message, Outcome outcome) {
    Answer answer = answer(200, error(code, message));
    assertThat(answer.outcome()).isEqualTo(outcome);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).isEqualTo(message);
    assertThat(answer.took()).isEqualTo(TOOK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          request is rejected by grpc RateLimiter middleware, please retry later: rate limit exceeded[rate=1] | THROTTLED
          rate limit exceeded[rate=1] for collection deny_list             | THROTTLED
          quota exceeded[reason=force to deny DDL]                         | DENIED
          quota exceeded[reason=rate limit exceeded]                       | DENIED
          the proxy has been forced to deny DDL                            | DENIED
          partition not found[partition=x]                                 | PARTITION_GONE
          collection not found[database=default][collection=x]             | COLLECTION_GONE
          database not found[database=x]                                   | DATABASE_GONE
          busy                                                             | THROTTLED
          """)
  void theTextOfTheLimiterDecides(String inner, Outcome outcome) {
    String message = "request is rejected by limiter, error: " + inner;
    assertThat(answer(200, error(1807, message)).outcome()).isEqualTo(outcome);
    assertThat(answer(429, error(1807, message)).outcome()).isEqualTo(outcome);
  }

  /** The errors of newer servers with proxy.http.standardErrorStatus enabled. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | 1100  | default partition cannot be deleted: invalid parameter | PROTECTED
          400 | 1100  | something new                                          | REJECTED
          400 | 100   | collection not found                                   | COLLECTION_GONE
          401 | 1800  | user hasn't authenticated                              | UNAUTHENTICATED
          401 | 65535 | something new                                          | UNAUTHENTICATED
          403 | 1401  | privilege not permitted                                | FORBIDDEN
          403 | 65535 | something new                                          | FORBIDDEN
          404 | 404   | not found                                              | NO_SUCH_ROUTE
          408 | 10001 | request timeout                                        | UNKNOWN
          408 | 200   | partition not found                                    | UNKNOWN
          429 | 9     | quota exceeded                                         | DENIED
          429 | 8     | rate limit exceeded                                    | THROTTLED
          429 | 65535 | something new                                          | THROTTLED
          499 | 65535 | something new                                          | UNKNOWN
          500 | 65535 | partition cannot be dropped, partition is loaded       | LOADED
          500 | 65535 | something new                                          | UNKNOWN
          500 | 1     | service not ready                                      | NOT_READY
          503 | 65535 | something new                                          | NOT_READY
          503 | 1     | service not ready                                      | NOT_READY
          """)
  void theBodyHasPrecedenceOverTheStatus(int status, int code, String message, Outcome outcome) {
    assertThat(answer(status, error(code, message)).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "200, UNKNOWN",
    "204, UNKNOWN",
    "301, REJECTED",
    "307, REJECTED",
    "400, REJECTED",
    "401, UNAUTHENTICATED",
    "403, FORBIDDEN",
    "404, NO_SUCH_ROUTE",
    "405, REJECTED",
    "408, UNKNOWN",
    "413, REJECTED",
    "429, THROTTLED",
    "499, UNKNOWN",
    "500, UNKNOWN",
    "502, UNKNOWN",
    "503, UNKNOWN",
    "504, UNKNOWN"
  })
  void withoutAMilvusBodyTheStatusDecides(int status, Outcome outcome) {
    assertThat(answer(status, "<html>Bad Gateway</html>").outcome()).isEqualTo(outcome);
    assertThat(answer(status, "").outcome()).isEqualTo(outcome);
    assertThat(answer(status, "timeout").code()).isNull();
  }

  @Test
  void aPanicWithoutAMessageIsUnknown() {
    Answer answer = answer(500, "{\"code\":500}");
    assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(answer.message()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "17", "[1]"})
  void aMessageMayBeAnything(String message) {
    assertThat(answer(200, "{\"code\":1100,\"message\":" + message + "}").outcome())
        .isEqualTo(Outcome.REJECTED);
  }

  @Test
  void loadStateAnswers100ForEveryFailedLookup() {
    String body = error(100, "can't find collection");
    assertThat(reply(Routes.LOAD_STATE, 200, body).answer().outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(reply(Routes.DESCRIBE, 200, body).answer().outcome())
        .isEqualTo(Outcome.COLLECTION_GONE);
  }

  @Test
  void aFailureIsUnknownUnlessNothingCanHaveBeenSent() {
    Answer before = classifier.classify("r", new Exchange.Failed(false, false, "w", TOOK)).answer();
    Answer after = classifier.classify("r", new Exchange.Failed(true, false, "w", TOOK)).answer();
    assertThat(before).isEqualTo(new Answer("r", Outcome.UNREACHABLE, 0, null, "w", TOOK, null));
    assertThat(after).isEqualTo(new Answer("r", Outcome.UNKNOWN, 0, null, "w", TOOK, null));
  }

  @Test
  void aLostConnectionLeavesAChangeUndecidedAndAReadToBeRepeated() {
    Exchange refused = new Exchange.Failed(false, true, "w", TOOK);
    Exchange lost = new Exchange.Failed(true, true, "w", TOOK);
    for (String change : List.of(Routes.DROP, Routes.RELEASE)) {
      assertThat(classifier.classify(change, refused).answer().outcome())
          .isEqualTo(Outcome.CONNECTION_REFUSED);
      assertThat(classifier.classify(change, lost).answer().outcome()).isEqualTo(Outcome.UNKNOWN);
    }
    assertThat(classifier.classify(Routes.DESCRIBE, refused).answer().outcome())
        .isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(classifier.classify(Routes.DESCRIBE, lost).answer().outcome())
        .isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void describesABodyThatIsNotAnAnswer() {
    assertThat(answer(307, "").message()).startsWith("redirects are not followed");
    assertThat(answer(200, "").message()).isEqualTo("empty body");
    assertThat(answer(502, "<html>\nBad").message()).isEqualTo("not a Milvus answer: <html> Bad");
  }

  @Test
  void aPasswordThatIsAWordOfOursIsHiddenInTheTextOfOthersOnly() {
    for (String word : List.of("Milvus", "answer", "code", "certificate", "success", "data")) {
      Classifier classifier = new Classifier(new Redaction(new Token("root:" + word)));
      String page = "<html>" + word + "</html>";
      String json = "{\"code\":0,\"message\":\"" + word + " broke\"}";

      assertThat(classifier.classify("r", received(502, page)).answer().message())
          .isEqualTo("not a Milvus answer: <html>***</html>");
      assertThat(classifier.classify("r", received(200, json)).answer().message())
          .isEqualTo("code 0, but not a success: *** broke");
      assertThat(
              classifier
                  .classify(
                      "r", new Exchange.Failed(false, false, "certificate code: ", word, TOOK))
                  .answer()
                  .message())
          .isEqualTo("certificate code: ***");
      Reply success = classifier.classify("r", received(200, "{\"code\":0,\"data\":[1]}"));
      assertThat(classifier.unreadable(success, "data is not a list of names").answer().message())
          .isEqualTo("unreadable answer: data is not a list of names");
    }
  }

  private static Exchange received(int status, String body) {
    return new Exchange.Received(status, body, null, null, TOOK);
  }

  @Test
  void hidesAnEchoedToken() {
    assertThat(answer(502, "you sent Bearer root:S3cr3t").toString()).doesNotContain("S3cr3t");
    assertThat(answer(200, error(1100, "bad S3cr3t")).message()).isEqualTo("bad ***");
  }
}
